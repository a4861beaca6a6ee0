import { symlinkSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { groupFindings } from '../../../../scanner/remediation/session/group-findings.ts';
import { approveFound, targetHosts, targetsFor } from '../../../../scanner/remediation/session/allowed-hosts.ts';
import type { LeakFinding } from '../../../../scanner/remediation/session/leaked-secret.ts';
import { trustedBaseUrls } from '../../../../scanner/remediation/session/user-config.ts';
import { hex } from '../../../support/hex.ts';
import { TempFolder } from '../../../support/repo.ts';
import { finding, person } from '../revoke/harness.ts';

const OFFICIAL = ['https://api.eu.navixy.com/v2', 'https://api.us.navixy.com/v2', 'https://api.me.navixy.com/v2'];
const BRAND = 'https://gps.brand.example/api-v2';
const beside = (value: string, baseUrl: string, place: Partial<LeakFinding> = {}) =>
  finding(hex(value), 'api-key', { baseUrl, ...place });

/** Prompts that answer `yes` to each question and record the questions. */
function asking(yes: boolean): { prompts: ReturnType<typeof person>; questions: string[] } {
  const questions: string[] = [];
  const confirm = (question: string): Promise<boolean> => Promise.resolve(questions.push(question) > 0 && yes);
  return { prompts: { ...person({}), confirm }, questions };
}

describe('a host near a value', () => {
  test('needs its own confirmation, and gets only the values near it', async () => {
    const { prompts, questions } = asking(true);
    const [near, far] = groupFindings([
      beside('near', `${BRAND.replace('https', 'http')}/`),
      finding(hex('far'), 'api-key'),
    ]);
    const allowed = await approveFound([near!, far!], targetHosts([], []), prompts);
    expect(questions).toHaveLength(1);
    expect(questions[0]).toContain('gps.brand.example stands beside this value');
    expect(questions[0]).toContain(`Send the value to ${BRAND}?`);
    expect(questions[0]).not.toContain(hex('near'));
    expect(targetsFor(near!, allowed).asked).toEqual([BRAND, ...OFFICIAL]);
    expect(targetsFor(far!, allowed).asked).toEqual(OFFICIAL);
  });

  test('is asked once for all its values, and separately from other hosts', async () => {
    const { prompts, questions } = asking(false);
    const leaked = groupFindings([beside('a', BRAND), beside('b', BRAND), beside('b', 'https://evil.example/v2')]);
    const allowed = await approveFound(leaked, targetHosts([], []), prompts);
    expect(questions.map((question) => question.split(' ')[0])).toEqual(['gps.brand.example', 'evil.example']);
    expect(allowed.approved).toEqual([]);
    expect(targetsFor(leaked[0]!, allowed)).toEqual({ asked: OFFICIAL, notAsked: [BRAND] });
  });

  test.each([
    ['official hosts', 'http://saas.navixy.com/api-v2'],
    ['an invalid base URL', 'https://user@gps.brand.example/v2'],
    ['a query', 'https://gps.brand.example/?hash=1'],
    ['no URL', 'gps.brand.example'],
  ])('%s need no confirmation', async (_name, url) => {
    const { prompts, questions } = asking(true);
    await approveFound(groupFindings([beside('a', url)]), targetHosts([], []), prompts);
    expect(questions).toEqual([]);
  });

  test('is shown but not used without a terminal, and not asked about if the user gave hosts', async () => {
    const leaked = groupFindings([beside('a', BRAND)]);
    expect((await approveFound(leaked, targetHosts([], []), undefined)).approved).toEqual([]);
    const { prompts, questions } = asking(true);
    await approveFound(leaked, targetHosts(['https://api.eu.navixy.com/v2'], []), prompts);
    expect(questions).toEqual([]);
  });
});

describe('the user configuration', () => {
  let folder: TempFolder;
  beforeEach(() => (folder = new TempFolder()));
  afterEach(() => folder[Symbol.dispose]());

  const read = (roots: string[], trusted?: string) =>
    trustedBaseUrls({ env: { XDG_CONFIG_HOME: folder.path('config') }, roots, trusted });
  const config = (text: string): string => folder.write('config/navixy-secrets/config.json', text);

  test('lists installations that are asked before the official ones', () => {
    config(JSON.stringify({ apiUrls: [`${BRAND}/`] }));
    const trusted = read([folder.path('repository')]);
    expect(trusted).toEqual([BRAND]);
    expect(targetHosts([], trusted)).toMatchObject({ baseUrls: [BRAND, ...OFFICIAL], isNamed: false });
  });

  test('may be missing, and then nothing is trusted', () => {
    expect(read([])).toEqual([]);
  });

  test('inside the scanned directory is refused, also through a link, unless it is explicitly trusted', () => {
    const file = config(JSON.stringify({ apiUrls: [BRAND] }));
    expect(() => read([folder.root])).toThrow('it lies in what was scanned');
    using elsewhere = new TempFolder();
    symlinkSync(folder.root, elsewhere.path('link'));
    expect(() => read([elsewhere.path('link')])).toThrow('it lies in what was scanned');
    expect(read([folder.root], file)).toEqual([BRAND]);
  });

  test.each([
    ['{', 'is not JSON'],
    ['[]', 'config.json:1:1: it must be an object with "apiUrls"'],
    ['null', 'config.json:1:1: it must be an object with "apiUrls"'],
    ['{"apiUrls":"x"}', 'config.json:1:2: "apiUrls" must be a list of URLs'],
    ['{"apiUrls":[\n1]}', 'config.json:2:1: "apiUrls" must be a list of URLs'],
    ['{"apiUrl":[]}', 'config.json:1:2: unknown key "apiUrl"; known is apiUrls'],
    [
      '{"apiUrls":["http://gps.brand.example/v2"]}',
      'config.json:1:13: apiUrls[0]: gps.brand.example: a secret goes over',
    ],
    ['{"apiUrls":["http://"]}', 'config.json:1:13: apiUrls[0]: the API URL is not a URL'],
    [`{"apiUrls":["https://gps.brand.example/?hash=${hex('x')}"]}`, 'must have no user, query or fragment'],
  ])('%s is refused', (text, message) => {
    config(text);
    expect(() => read([])).toThrow(message);
  });

  test('that is given but missing is an error', () => {
    expect(() => read([], folder.path('nowhere.json'))).toThrow('no such file');
  });
});
