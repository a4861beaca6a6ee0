import { createHash } from 'node:crypto';
import path from 'node:path';
import pc from 'picocolors';
import { describe, expect, it } from 'vitest';
import { Advice } from '../../../scanner/advice/next-commands.ts';
import { hex } from '../../support/hex.ts';
import type { JsonReport } from '../../../scanner/report/json-report-types.ts';
import { TempFolder, TempRepo } from '../../support/repo.ts';
import { cli, leak } from '../run.ts';

const page = async (argv: readonly string[], cwd: string): Promise<string> =>
  (await cli(['scan', ...argv, '--format', 'html'], { cwd })).stdout;
const digest = (content: string): string => `'sha256-${createHash('sha256').update(content).digest('base64')}'`;
const words = (html: string): string =>
  html.replace(/<style>.*?<\/style>|<script>.*?<\/script>|<[^>]+>/gs, ' ').replace(/\s+/g, ' ');

function leaked(): TempRepo {
  const repo = new TempRepo();
  repo.git('remote', 'add', 'origin', 'git@github.com:acme/fleet.git');
  repo.write('src/a.ts', leak(hex('gone')));
  repo.commit('Add <script>alert(1)</script> & more', {
    author: 'Ann',
    email: 'ann@fleet.example',
    at: Date.parse('2024-03-01T12:00:00Z') / 1000,
  });
  repo.write('src/a.ts', 'export {};\n');
  repo.write('.env', `NAVIXY_API_KEY=${hex('kept')}\n`);
  repo.commit('Move it', { author: 'Bob', email: 'bob@fleet.example', at: Date.parse('2024-05-01T12:00:00Z') / 1000 });
  return repo;
}

describe('html', () => {
  it('allows only its own script and style sheet, by their digests', async () => {
    using repo = leaked();
    const html = await page(['--history'], repo.root);
    const scripts = [...html.matchAll(/<script>(.*?)<\/script>/gs)].map((match) => match[1]!);
    const styles = [...html.matchAll(/<style>(.*?)<\/style>/gs)].map((match) => match[1]!);
    expect([scripts.length, styles.length]).toEqual([1, 1]);
    expect(html).toContain(
      `content="default-src 'none'; script-src ${digest(scripts[0]!)}; style-src ${digest(styles[0]!)}; base-uri 'none'; form-action 'none'"`,
    );
    expect(html).not.toMatch(/ style=| on[a-z]+=|<(?:img|link|iframe|object|base)\b| src=/);
  });

  it('shows when each secret was added and removed, by whom, and where it is', async () => {
    using repo = leaked();
    const html = await page(['--history'], repo.root);
    const said = words(html);
    expect(said).toContain('2 hashes have leaked');
    expect(said).toContain('2024-03-01 to 2024-05-01');
    expect(said).toContain('since 2024-05-01');
    expect(said).toMatch(/author secrets Ann &#60;ann@fleet\.example&#62; 1 Bob &#60;bob@fleet\.example&#62; 1/);
    expect(html).toMatch(
      /<a href="https:\/\/github\.com\/acme\/fleet\/blob\/[0-9a-f]{40}\/\.env#L1" rel="noreferrer">/,
    );
    expect([...html.matchAll(/data-presence="(\w+)"/g)].map((match) => match[1]).sort()).toEqual([
      'history',
      'present',
    ]);
    expect(html).toContain('Add &#60;script&#62;alert(1)&#60;/script&#62; &#38; more');
  });

  it('first says which are alive, or how to ask', async () => {
    using repo = leaked();
    const tilesOf = (html: string) =>
      /(?:<div class="card ask">(?:(?!<ul).)*)?<ul class="tiles">.*?<\/ul>/s.exec(html)![0];
    const html = await page(['--history'], repo.root);
    expect(words(tilesOf(html)).trim()).toBe(
      'Which are alive? Not asked yet. Run: navixy-secrets verify --history Copy 2 secrets 1 still in the code 2 places 0 suppressed 0 not scanned',
    );
    // In two columns, the last of five numbers takes both.
    expect(tilesOf(html)).toContain('<li class="odd"><strong>0</strong><span>not scanned</span></li>');
    using folder = new TempFolder();
    folder.write('a.ts', '');
    expect(words(tilesOf(await page(['a.ts'], folder.root))).trim()).toBe('1 document 0 suppressed 0 not scanned');
  });

  it('shows where each secret is now, in red only what a branch or the files have', async () => {
    using repo = leaked();
    const pills = (html: string) =>
      [...html.matchAll(/<summary><code>.*?<\/summary>/gs)].map(([summary]) =>
        [...summary.matchAll(/<span class="tag (\w+)">(.*?)<\/span>/g)].map(([, name, said]) => `${name}: ${said}`),
      );
    const html = await page(['--history'], repo.root);
    const branch = repo.git('symbolic-ref', '--short', 'HEAD').trim();
    expect(pills(html).sort()).toEqual([['history: history only'], [`present: on ${branch}`]]);
    expect(html.match(/<rect class="\w+"/g)).toEqual([
      ...['<rect class="open"', '<rect class="gone"'],
      ...['<rect class="gone"', '<rect class="open"'],
    ]);
    expect(words(html)).toContain('in a branch or in the files now only in the history');
    repo.git('switch', '--quiet', '--orphan', 'other');
    repo.write('b.ts', '');
    repo.commit('Start again');
    repo.git('branch', 'third', branch);
    expect(pills(await page(['--history'], repo.root)).flat()).toContain(`present: on ${branch} and 1 more`);
    using folder = new TempFolder();
    folder.write('a.ts', leak(hex('file')));
    expect(pills(await page(['a.ts'], folder.root))).toEqual([['present: in the files']]);
  });

  it('has tags and filters only for what differs between the secrets', async () => {
    const filtersOf = (html: string) => [...html.matchAll(/<select id="(\w+)">/g)].map(([, id]) => id);
    using repo = leaked();
    const history = await page(['--history'], repo.root);
    expect(filtersOf(history)).toEqual(['presence']);
    expect(history).toContain('<dt>confidence</dt><dd>high</dd>');
    using folder = new TempFolder();
    folder.write('a.ts', leak(hex('sure')));
    folder.write('notes.md', `Tracker login, hash: ${hex('less sure')}\n`);
    const files = await page(['.'], folder.root);
    expect(filtersOf(files)).toEqual(['confidence']);
    expect([...files.matchAll(/<span class="tag \w+">(\w+ confidence)</g)].map(([, said]) => said)).toEqual([
      'high confidence',
      'medium confidence',
    ]);
  });

  it('breaks commands between words only', async () => {
    using repo = leaked();
    expect(await page(['--history'], repo.root)).toContain(
      '<pre><code><span>navixy-secrets</span> <span>verify</span> <span>--history</span></code></pre>',
    );
  });

  it('shows what was scanned, where and when', async () => {
    using repo = leaked();
    const head = repo.git('rev-parse', 'HEAD').trim();
    const branch = repo.git('symbolic-ref', '--short', 'HEAD').trim();
    const html = await page(['--history'], repo.root);
    expect(html).toMatch(
      new RegExp(
        `<p class="dim"><a href="https://github\\.com/acme/fleet" rel="noreferrer">github\\.com/acme/fleet</a> · branch ${branch} at ${head.slice(0, 12)} · the whole history · <span class="whole">\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d UTC</span></p>`,
      ),
    );
    using folder = new TempFolder();
    for (const name of ['a', 'b', 'c', 'd']) folder.write(`${name}.ts`, 'export {};\n');
    expect(words(await page(['a.ts', 'b.ts', 'c.ts', 'd.ts'], folder.root))).toContain(
      `${path.basename(folder.root)} · files in a.ts, b.ts, c.ts and 1 more · `,
    );
    // The repository of the working directory does not apply to files outside of it.
    expect(words(await page([folder.path('a.ts')], repo.root))).toMatch(/ms\. files in \S+a\.ts · \d{4}-/);
    expect((await cli(['scan', '-', '--format', 'html'], { cwd: repo.root, stdin: 'x' })).stdout).toMatch(
      /<p class="dim">standard input · <span class="whole">\d{4}-/,
    );
    expect(words(await page(['--range', 'HEAD~1..HEAD'], repo.root))).toContain(' · the commits HEAD~1..HEAD · ');
  });

  it('folds a long timeline, and shows the line of each secret', async () => {
    using repo = new TempRepo();
    repo.write('a.ts', Array.from({ length: 14 }, (_, at) => leak(hex(`bar ${at}`))).join(''));
    repo.commit('start');
    const html = await page(['--history'], repo.root);
    const [, shown = '', folded = ''] =
      /<div class="card"><ol class="line">(.*?)<\/ol><details><summary>2 more secrets on the time line<\/summary><ol class="line">(.*?)<\/ol>/s.exec(
        html,
      ) ?? [];
    expect([shown, folded].map((part) => part.split('<li>').length - 1)).toEqual([12, 2]);
    expect(html).toContain('<span class="where mono">a.ts:14</span>');
  });

  it('says that nothing was found only if everything was scanned', async () => {
    using folder = new TempFolder();
    folder.write('a.ts', 'export {};\n');
    expect(words(await page(['a.ts'], folder.root))).toContain('No leaked hash was found');
    const part = words(await page(['a.ts', 'nope'], folder.root));
    expect(part).toContain('Incomplete. Nothing was found in the scanned part');
    expect(part).not.toContain('No leaked hash was found');
    expect(part).toContain('Not scanned');
  });

  it('escapes every text of a report, which may come from another machine', async () => {
    using repo = leaked();
    repo.write('b.ts', `// navixy-secrets-ignore: a test\n${leak(hex('quiet'))}`);
    repo.commit('Quiet');
    const report = JSON.parse(
      (await cli(['scan', '--history', '.', 'nope', '--format', 'json'], { cwd: repo.root })).stdout,
    ) as Record<string, unknown>;
    expect((report['suppressed'] as unknown[]).length).toBeGreaterThan(0);
    const evil = `"evil-q'evil-q\`evil-q<evil-q>evil-q&evil-q`;
    // These fields select the text. All others are shown.
    const kept = new Set(['kind', 'type', 'effect', 'date', 'status']);
    const spoil = (value: unknown, key = ''): unknown => {
      if (typeof value === 'string') return kept.has(key) ? value : evil;
      if (Array.isArray(value)) return value.map((one) => spoil(one, key));
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, spoil(one, name)]));
    };
    const spoiled = spoil({
      ...report,
      findings: (report['findings'] as object[]).map((finding) => ({
        ...finding,
        api: { baseUrl: 'x', status: evil },
        repository: 'x',
      })),
    }) as JsonReport;
    const all = {
      ...spoiled,
      repositories: [{ repository: evil, complete: false, findings: 1, suppressed: 0, documents: 1 }],
      shared: [{ fingerprint: evil, sha256: evil, redacted: evil, repositories: [evil, evil] }],
    };
    const { html } = await import('../../../scanner/report/formats/html.ts');
    let said = '';
    for await (const part of html.render(all, {
      colors: pc.createColors(false),
      cwd: repo.root,
      advice: new Advice({}, { cwd: repo.root }),
      showSecrets: false,
    }))
      said += part;
    expect(said.match(/&#34;evil-q/g)!.length).toBeGreaterThan(20);
    expect(said.match(/[^;]evil-q/g)).toBeNull();
  });

  it('shows the repository of each place, incomplete repositories, and shared secrets', async () => {
    using one = leaked();
    using other = leaked();
    using folder = new TempFolder();
    folder.write('list', `${one.root}\n${other.root}\n/nowhere\n`);
    const html = await page(['--repos', 'list'], folder.root);
    const said = words(html);
    expect(said).toContain(`in 2 repositories: ${[one.root, other.root].sort().join(', ')}`);
    expect(html).toContain(`>${one.root}: .env:1:16<`);
    expect(said).toContain(`${one.root} whole 1`);
    expect(said).toContain('Incomplete.');
  });

  it('opens up to five secrets, and folds more', async () => {
    using folder = new TempFolder();
    const lines = (count: number) => Array.from({ length: count }, (_, at) => leak(hex(`many ${at}`))).join('');
    for (const [count, open] of [
      [5, 5],
      [6, 0],
    ] as const) {
      folder.write('a.ts', lines(count));
      const html = await page(['a.ts'], folder.root);
      expect(html.match(/<details class="secret"/g)).toHaveLength(count);
      expect(html.match(/<details class="secret" open/g) ?? []).toHaveLength(open);
    }
  });
});
