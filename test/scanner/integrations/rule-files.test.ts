import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { RULE_TOOLS, ruleFileName, rulesFor } from '../../../scanner/index.ts';
import { EXCLUDED, PATTERNS, SAMPLE_VALUES } from '../../../scanner/integrations/rule-patterns.ts';
import samples from '../../../src/navixy/documented-samples.json' with { type: 'json' };
import { hex } from '../../support/hex.ts';
import { cli } from '../run.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../../integrations');
const value = hex('other scanners');

/** JavaScript has no inline flags; no pattern needs letter case outside of its value. */
const inJavaScript = (regex: string) => new RegExp(regex.replaceAll('(?i:', '(?:'), 'gi');

/** Ids of the patterns that find the value in a text. */
function found(text: string): string[] {
  return PATTERNS.filter(({ regex }) =>
    [...text.matchAll(inJavaScript(regex))].some(
      ([match, group]) => group === value && !inJavaScript(EXCLUDED).test(match),
    ),
  ).map(({ id }) => id);
}

describe('integrations/', () => {
  it.each(RULE_TOOLS)('has the rules for %s as the command prints them', async (tool) => {
    const printed = await cli(['rules', '--for', tool], { cwd: FOLDER });
    // To write it again: node dist/cli.cjs rules --for TOOL > integrations/FILE
    expect({ ...printed, stdout: readFileSync(path.join(FOLDER, ruleFileName(tool)), 'utf8') }).toEqual(printed);
    expect([printed.exitCode, printed.stderr]).toEqual([0, '']);
  });

  it('has no other files, and no value in any', () => {
    const files = readdirSync(FOLDER);
    expect(files.sort()).toEqual(RULE_TOOLS.map(ruleFileName).sort());
    expect(files.filter((file) => /[0-9a-f]{32}/i.test(readFileSync(path.join(FOLDER, file), 'utf8')))).toEqual([]);
  });
});

describe('the patterns', () => {
  it.each([
    [`Authorization: NVX ${value}`, ['navixy-authorization', 'navixy-name']],
    [`fetch("https://gps.brand.example/api-v2/x?hash=${value}")`, ['navixy-url', 'navixy-line', 'navixy-after']],
    [`Cookie: panel_session_key=${value}`, ['navixy-session-key']],
    [`NAVIXY_API_KEY=${value}`, ['navixy-name', 'navixy-line']],
    [`navixyKey = env(\n  "X",\n  "${value}")`, ['navixy-name-above']],
    [`hash = "${value}"\nurl = "https://gps.brand.example/api-v2/"`, ['navixy-before']],
    [`md5 = ${value}`, []],
    [`NAVIXY_MD5=${value}`, []],
    [`https://www.navixy.com/delivery/?key=${value}`, []],
  ])('find %j', (text, ids) => {
    expect(found(text)).toEqual(ids);
  });

  it('have one group, the value, and a keyword in each match', () => {
    for (const { regex, keywords, id } of PATTERNS) {
      expect([id, inJavaScript(`${regex}|`).exec('')!.length - 1]).toEqual([id, 1]);
      expect(keywords.every((word) => word === word.toLowerCase() && word !== '')).toBe(true);
    }
  });

  it('leave out the samples of the documentation', () => {
    const all = Object.keys(samples);
    expect(all.filter((sample) => !new RegExp(`^${SAMPLE_VALUES}$`).test(sample))).toEqual([]);
  });
});

describe('rules --for', () => {
  it('names the API of a region for kingfisher and betterleaks only', async () => {
    const asked = await Promise.all(RULE_TOOLS.map(async (tool) => [tool, await rulesFor(tool, 'us')] as const));
    const url = 'https://api.us.navixy.com/v2/base/nothing';
    expect(asked.filter(([, text]) => text.includes(url)).map(([tool]) => tool)).toEqual(['betterleaks', 'kingfisher']);
  });

  it.each(['kingfisher', 'trufflehog', 'semgrep'] as const)('writes YAML with each pattern for %s', async (tool) => {
    const document = JSON.stringify(parse(await rulesFor(tool)));
    for (const { regex } of PATTERNS) expect(document).toContain(JSON.stringify(regex).slice(1, -1));
  });

  it('refuses another scanner, and none', async () => {
    const [other, none] = await Promise.all([
      cli(['rules', '--for', 'grep'], { cwd: FOLDER }),
      cli(['rules'], { cwd: FOLDER }),
    ]);
    expect([other.exitCode, none.exitCode]).toEqual([2, 2]);
    expect(none.stderr).toContain("error: required option '--for <tool>' not specified");
  });
});
