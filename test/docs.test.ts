// Tests the Markdown files: links, anchors, named files and command lines.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { cli } from './scanner/run.ts';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');
const PAGES = [
  ...readdirSync(ROOT),
  ...['docs', 'integrations'].flatMap((folder) =>
    (readdirSync(path.join(ROOT, folder), { recursive: true }) as string[]).map((name) =>
      path.posix.join(folder, name.replaceAll('\\', '/')),
    ),
  ),
]
  .filter((name) => name.endsWith('.md'))
  .sort();

/** Removes code, because it has no links or headings. */
const prose = (text: string) =>
  text
    .replace(/^(`{3,}|~{3,})[^\n]*\n.*?^\1\s*$/gms, '')
    .replace(/`[^`\n]+`/g, (code) => code.replace(/[[\]()<>#]/g, ''));

/** The anchors of the headings of a page, as a forge creates them. */
function anchors(file: string): Set<string> {
  const counts = new Map<string, number>();
  return new Set(
    [...prose(read(file)).matchAll(/^#{1,6} +(.+)$/gm)].map(([, heading]) => {
      const slug = heading!
        .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, '')
        .trim()
        .replace(/\s/g, '-');
      const count = counts.get(slug) ?? 0;
      counts.set(slug, count + 1);
      return count === 0 ? slug : `${slug}-${count}`;
    }),
  );
}

/** Links and images of a page: `[text](to)`, `[name]: to`, and in HTML. */
const linksOf = (text: string): string[] =>
  [
    ...text.matchAll(/\]\(<?([^)>\s]+)>?(?:\s+"[^"]*")?\)/g),
    ...text.matchAll(/^ {0,3}\[[^\]^]+\]: *<?([^>\s]+)/gm),
    ...text.matchAll(/<(?:a|img)\b[^>]*? (?:href|src)="([^"]+)"/g),
  ].map(([, to]) => to!);

/** The broken links in the text of a page. A link to a folder is one: a web site has no page for it. */
function broken(page: string, text = read(page)): string[] {
  return linksOf(prose(text)).filter((link) => {
    if (/^[a-z]+:/.test(link)) return false;
    const [to = '', anchor] = link.split('#');
    const target = to === '' ? page : path.posix.join(path.posix.dirname(page), decodeURIComponent(to));
    if (statSync(path.join(ROOT, target), { throwIfNoEntry: false })?.isFile() !== true) return true;
    return anchor !== undefined && !anchors(target).has(anchor);
  });
}

describe.each(PAGES)('%s', (page) => {
  it('has only links to existing pages and headings', () => {
    expect(broken(page)).toEqual([]);
  });
});

it('finds broken links of every form', () => {
  const good =
    '[a](scan.md) [b](scan.md#exit-code) ![c](images/scan.svg) [d](../README.md#install "title") `[e](no.md)`';
  const bad = [
    'no.md',
    'scan.md#no',
    'images/no.svg',
    'rules',
    '../../package.json',
    '#no',
    'no-2.md',
    'no-3.md',
    'no.png',
  ];
  const text = `${good}
[1](${bad[0]}) [2](<${bad[1]}>) ![3](${bad[2]} "title") [4](${bad[3]}) [5](${bad[4]}) [6](${bad[5]})
[7]: ${bad[6]}
<a class="x" href="${bad[7]}">8</a> <img src="${bad[8]}" alt="9">
`;
  expect(broken('docs/reports.md', text)).toEqual(bad);
});

it.each(['docs/architecture.md', 'CONTRIBUTING.md'])('%s names only existing files and directories', (page) => {
  const named = [...read(page).matchAll(/`((?:[\w.-]+\/)+[\w.-]*)`/g)]
    .map(([, file]) => file!)
    .filter((file) => !/^(?:docs\/rules|eslint-plugin|node_modules)/.test(file));
  const isThere = (file: string) =>
    [
      '',
      'scanner',
      'rules',
      'test',
      'src',
      'scanner/cli',
      'scanner/integrations',
      'scanner/remediation',
      'scanner/report',
      'scanner/history',
    ].some((folder) => existsSync(path.join(ROOT, folder, file)));
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((file) => !isThere(file))).toEqual([]);
});

it('has every page of docs/ in its index', () => {
  const index = read('docs/README.md');
  const missing = PAGES.filter((page) => /^docs\/(?!README|rules\/)/.test(page)).filter(
    (page) => !index.includes(`(${page.slice('docs/'.length)})`),
  );
  expect(missing).toEqual([]);
});

describe('command lines', () => {
  const help = new Map<string, string>();
  beforeAll(async () => {
    for (const command of [
      '',
      ...(await commandsOf('')),
      ...(await commandsOf('baseline')).map((name) => `baseline ${name}`),
    ])
      help.set(command, await helpOf(command));
  });

  it.each(PAGES)('in %s are valid', (page) => {
    expect(misunderstood(codeOf(read(page)))).toEqual([]);
  });

  it('document every option somewhere', () => {
    const text = PAGES.map(read).join('\n');
    for (const [command, said] of help) {
      const options = [...said.matchAll(/^ {2}(?:-\w, )?(--[\w-]+)/gm)]
        .map(([, option]) => option!)
        .filter((option) => !['--help', '--version'].includes(option));
      expect(
        options.filter((option) => !new RegExp(`${option}(?![\\w-])`).test(text)),
        command,
      ).toEqual([]);
    }
  });

  it('in --help have headings if there are many options', () => {
    const headings = (command: string) =>
      [...help.get(command)!.matchAll(/^([A-Z][a-z ]+):$/gm)].map(([, heading]) => heading);
    expect(headings('scan')).toEqual([
      'Arguments',
      'Where to look',
      'What counts',
      'Reports',
      'Limits',
      'The platform',
      'Many repositories',
      'Options',
      'Examples',
    ]);
    expect(headings('revoke')).toEqual([
      'Arguments',
      'Where to look',
      'What counts',
      'Reports',
      'Limits',
      'The platform',
      'Options',
      'Examples',
    ]);
  });

  it('in --help are valid, and each command has examples', () => {
    for (const [command, text] of help) {
      const examples = text.slice(text.indexOf('\nExamples'));
      if (command !== '' && command !== 'help') expect(examples, command).toMatch(/^\nExamples/);
      expect(misunderstood(examples), command).toEqual([]);
    }
  });

  /** The command lines in a text with an unknown command or option. */
  function misunderstood(text: string): string[] {
    return [...text.matchAll(/(?<![\w./-])navixy-secrets(?: +([a-z][^\n]*|--[^\n]*))/g)].flatMap(([, line]) => {
      if (line!.startsWith('stopped this ')) return []; // what a hook prints
      // Up to a comment, another command, or the next column.
      const words = line!
        .split(/ {2,}|[|;&>`)"]| #/)[0]!
        .trim()
        .split(/\s+/);
      const command = [words.slice(0, 2).join(' '), words[0]!, ''].find((name) => help.has(name))!;
      if (command === '' && !words[0]!.startsWith('-')) return [line!];
      const end = words.indexOf('--');
      const options = (end < 0 ? words : words.slice(0, end))
        .filter((word) => /^--?[a-z]/i.test(word))
        .map((word) => word.split('=')[0]!.replace(/[,.:]$/, ''));
      return options.some(
        (option) => !new RegExp(`^ +(?:-\\w, )?${option}\\b(?!-)|^ +${option}, `, 'm').test(help.get(command)!),
      )
        ? [line!]
        : [];
    });
  }
});

/** Code in a text: blocks and spans. */
function codeOf(text: string): string {
  return [...text.matchAll(/^(`{3,}|~{3,})[^\n]*\n(.*?)^\1\s*$/gms)]
    .map(([, , code]) => code!)
    .concat([...text.replace(/^(`{3,}|~{3,}).*?^\1\s*$/gms, '').matchAll(/`([^`\n]+)`/g)].map(([, code]) => code!))
    .join('\n');
}

async function helpOf(command: string): Promise<string> {
  return (await cli([...command.split(' ').filter((word) => word !== ''), '--help'], { cwd: '/' })).stdout;
}

async function commandsOf(parent: string): Promise<string[]> {
  const [, list = ''] = (await helpOf(parent)).split('\nCommands:\n');
  return [...list.split('\n\n')[0]!.matchAll(/^ {2}([a-z][\w-]*)/gm)].map(([, name]) => name!);
}
