import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { targetsOf, type ReportWord } from '../../../scanner/cli/arguments/report-targets.ts';
import { hex } from '../../support/hex.ts';
import { TempFolder } from '../../support/repo.ts';
import { cli, leak } from '../run.ts';

const format = (name: 'text' | 'json' | 'jsonl'): ReportWord => ({ format: name });
const output = (file: string): ReportWord => ({ output: file });

describe('--format and --output', () => {
  it.each<[string, ReportWord[], unknown]>([
    ['nothing', [], [{ format: 'text' }]],
    ['a format', [format('json')], [{ format: 'json' }]],
    ['a pair', [format('json'), output('a')], [{ format: 'text' }, { format: 'json', file: 'a' }]],
    [
      'a pair in reverse order',
      [output('a.txt'), format('json')],
      [{ format: 'text' }, { format: 'json', file: 'a.txt' }],
    ],
    [
      'two pairs',
      [format('json'), output('a'), format('jsonl'), output('b')],
      [{ format: 'text' }, { format: 'json', file: 'a' }, { format: 'jsonl', file: 'b' }],
    ],
    [
      'a pair and standard output',
      [format('json'), output('a'), format('jsonl')],
      [{ format: 'json', file: 'a' }, { format: 'jsonl' }],
    ],
    [
      'file names that imply the format',
      [output('A.JSON'), output('b.jsonl')],
      [{ format: 'text' }, { format: 'json', file: 'A.JSON' }, { format: 'jsonl', file: 'b.jsonl' }],
    ],
    [
      '- for standard output',
      [format('json'), output('-'), output('b.txt')],
      [{ format: 'json' }, { format: 'text', file: 'b.txt' }],
    ],
  ])('accept %s', (_title, words, targets) => {
    expect(targetsOf(words)).toEqual(targets);
  });

  it.each<[ReportWord[], string]>([
    [[format('json'), format('jsonl')], '--format json and jsonl would be mixed up on standard output'],
    [[output('report')], 'its name does not tell the format'],
    [[output('x.html'), format('text')], '--output x.html is called like HTML, and --format text is text'],
    [[format('json'), output('a.xml')], '--output a.xml is called like XML, and --format json is JSON'],
    [[format('json'), output('a.jsonl')], '--output a.jsonl is called like JSON lines, and --format json is JSON'],
    [[output('a.json'), output('a.json')], 'two reports would be written to a.json'],
  ])('refuse %j', (words, message) => {
    expect(() => targetsOf(words)).toThrow(message);
  });
});

describe('a report in a file', () => {
  it('is written in addition to the text on standard output', async () => {
    using folder = new TempFolder();
    folder.write('a.ts', leak(hex('file')));
    const { exitCode, stdout, stderr } = await cli(
      ['scan', 'a.ts', '--format', 'json', '--output', 'out/r.json', '--output', 'r.jsonl'],
      { cwd: folder.root },
    );
    expect(exitCode).toBe(1);
    expect(stdout).toContain('1 secret in 1 place; scanned 1 document');
    expect(stderr).toBe('Wrote out/r.json (json).\nWrote r.jsonl (jsonl).\n');
    expect(JSON.parse(readFileSync(folder.path('out/r.json'), 'utf8'))).toMatchObject({
      version: 1,
      summary: { findings: 1 },
    });
    const lines = readFileSync(folder.path('r.jsonl'), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { type: string }).type);
    expect(lines).toEqual(['finding', 'summary']);
    expect(readdirSync(folder.root).sort()).toEqual(['a.ts', 'out', 'r.jsonl']);
  });

  it('is refused before the scan if it cannot be written', async () => {
    using folder = new TempFolder();
    mkdirSync(folder.path('there.json'));
    const run = await cli(['scan', '-', '--output', 'there.json'], { cwd: folder.root, stdin: leak(hex('x')) });
    expect(run).toMatchObject({ exitCode: 2, stdout: '' });
    expect(run.stderr).toContain(`--output ${folder.path('there.json')} is a folder`);
    const below = await cli(['scan', '-', '--output', 'file/r.json'], {
      cwd: (folder.write('file', ''), folder.root),
      stdin: leak(hex('x')),
    });
    expect(below).toMatchObject({ exitCode: 2, stdout: '' });
    expect(below.stderr).toContain(
      `cannot write the report to ${folder.path('file/r.json')}: a part of the path is a file`,
    );
  });

  it('keeps the mode of the file it replaces, follows a link, and is private if it contains values', async () => {
    using folder = new TempFolder();
    const file = folder.write('real.json', 'old');
    chmodSync(file, 0o640);
    symlinkSync('real.json', folder.path('link.json'));
    const options = { cwd: folder.root, stdin: leak(hex('mode')) };
    await cli(['scan', '-', '--output', 'link.json'], options);
    expect(readFileSync(file, 'utf8')).not.toContain(hex('mode'));
    expect(statSync(file).mode & 0o777).toBe(0o640);
    await cli(['scan', '-', '--output', 'link.json', '--show-secrets'], options);
    expect(readFileSync(file, 'utf8')).toContain(hex('mode'));
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('can be written to a device', async () => {
    const { exitCode, stderr } = await cli(['scan', '-', '--format', 'json', '--output', '/dev/null'], {
      cwd: '/',
      stdin: '',
    });
    expect(exitCode).toBe(0);
    expect(stderr).toContain('(json)');
    expect(existsSync('/dev/null') && statSync('/dev/null').isCharacterDevice()).toBe(true);
  });
});

describe('jsonl', () => {
  it('ends with the summary and redacts values found later', async () => {
    using folder = new TempFolder();
    const value = hex('later');
    folder.write(`a-${value}.ts`, leak(hex('first')));
    folder.write('b.ts', leak(value));
    const { stdout, exitCode } = await cli(['scan', '.', '--format', 'jsonl'], { cwd: folder.root });
    expect(exitCode).toBe(1);
    expect(stdout).not.toContain(value);
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.at(-1)).toMatchObject({ type: 'summary', version: 1, complete: true, summary: { findings: 2 } });
    expect(lines.filter(({ type }) => type === 'finding').map(({ path }) => path)).toContain('b.ts');
  });

  it('reports what was not scanned', async () => {
    const { stdout, stderr, exitCode } = await cli(['scan', 'nope', '--format', 'jsonl'], { cwd: '/' });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('Incomplete: 1 thing not scanned');
    const [skipped, summary] = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(skipped).toMatchObject({ type: 'not-looked-at', path: '/nope' });
    expect(summary).toMatchObject({ complete: false });
  });
});
