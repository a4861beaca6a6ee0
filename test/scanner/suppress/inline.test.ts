import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { hex } from '../../support/hex.ts';
import { TempFolder, TempRepo } from '../../support/repo.ts';
import { cli, json, places } from '../run.ts';

const value = hex('inline ignore');
const assignment = `NAVIXY_HASH = "${value}"`;

/** @returns `reported`, or what hides the value in a file with this content */
async function outcome(content: string | Uint8Array, file = 'a.txt'): Promise<string> {
  using folder = new TempFolder();
  folder.write(file, content);
  const { report } = await json(['scan', '.'], { cwd: folder.root });
  if (report.suppressed.length === 0) return report.findings.length === 0 ? 'not found' : 'reported';
  const [{ by }] = report.suppressed as [(typeof report.suppressed)[number]];
  return by.type === 'inline' ? `line ${by.line}: ${by.reason}` : by.type;
}

describe('navixy-secrets-ignore', () => {
  it.each([
    ['#', `${assignment} # navixy-secrets-ignore: a test account`],
    ['//', `${assignment} // navixy-secrets-ignore: a test account`],
    ['--', `${assignment} -- navixy-secrets-ignore: a test account`],
    [';', `${assignment} ; navixy-secrets-ignore: a test account`],
    ['%', `${assignment} % navixy-secrets-ignore: a test account`],
    ["'", `${assignment} ' navixy-secrets-ignore: a test account`],
    ['REM', `${assignment} REM navixy-secrets-ignore: a test account`],
    ['<!-- -->', `${assignment} <!-- navixy-secrets-ignore: a test account -->`],
    ['/* */', `${assignment} /* navixy-secrets-ignore: a test account */`],
    ['{- -}', `${assignment} {- navixy-secrets-ignore: a test account -}`],
    ['(* *)', `${assignment} (* navixy-secrets-ignore: a test account *)`],
    ['before the value', `/* navixy-secrets-ignore: a test account */ ${assignment}`],
    ['without a space', `${assignment} //navixy-secrets-ignore:a test account`],
  ])('hides the value on its line: %s', async (_, text) => {
    expect(await outcome(`x\n${text}\n`)).toBe('line 2: a test account');
  });

  it.each([
    ['#', '# navixy-secrets-ignore: a test account'],
    ['REM', 'REM navixy-secrets-ignore: a test account'],
    ['<!-- -->', '  <!-- navixy-secrets-ignore: a test account -->'],
    ['JSX', '  {/* navixy-secrets-ignore: a test account */}'],
  ])('hides the value on the next line: %s', async (_, comment) => {
    expect(await outcome(`${comment}\r\n${assignment}\r\n`)).toBe('line 1: a test account');
  });

  it.each<[what: string, comment: number, text: string]>([
    ['an assignment', 1, `// navixy-secrets-ignore: a test account\nexport const NAVIXY_HASH =\n  '${value}';\n`],
    [
      'an assignment with Windows lines',
      1,
      `// navixy-secrets-ignore: a test account\r\nNAVIXY_HASH =\r\n  '${value}';\r\n`,
    ],
    ['an argument', 1, `// navixy-secrets-ignore: a test account\nnavixy.useHash(\n  '${value}',\n);\n`],
    ['a folded text of YAML', 1, `# navixy-secrets-ignore: a test account\nnavixy_hash: >-\n  ${value}\n`],
    ['a key of YAML', 1, `# navixy-secrets-ignore: a test account\nnavixy_hash:\n  ${value}\n`],
    [
      'a command of a shell',
      1,
      `# navixy-secrets-ignore: a test account\ncurl https://api.navixy.com/v2/x \\\n  -d hash=${value}\n`,
    ],
  ])('hides a value on the second line of the statement below: %s', async (_, line, text) => {
    expect(await outcome(text, 'a.txt')).toBe(`line ${line}: a test account`);
  });

  it.each([
    ['{', `navixy.login({ // navixy-secrets-ignore: a test account\n  navixyHash: '${value}',\n});\n`],
    ['{ and a block', `navixy.login({ /* navixy-secrets-ignore: a test account */\n  navixyHash: '${value}',\n});\n`],
    ['(', `navixy.useHash( // navixy-secrets-ignore: a test account\n  '${value}',\n);\n`],
    ['[', `const NAVIXY_HASHES = [ # navixy-secrets-ignore: a test account\n  '${value}',\n];\n`],
    ['=', `const NAVIXY_HASH = // navixy-secrets-ignore: a test account\n  '${value}';\n`],
  ])('hides a value on the next line, after an opening %s', async (_, text) => {
    expect(await outcome(text)).toBe('line 1: a test account');
  });

  it.each([
    ['Lua', '--[[ navixy-secrets-ignore: a test account ]]'],
    ['Lua with a level', '--[=[ navixy-secrets-ignore: a test account ]=]'],
    ['Jinja', '{# navixy-secrets-ignore: a test account #}'],
    ['Handlebars', '{{! navixy-secrets-ignore: a test account }}'],
    ['Handlebars, long', '{{!-- navixy-secrets-ignore: a test account --}}'],
    ['ERB', '<%# navixy-secrets-ignore: a test account %>'],
    ['JSP', '<%-- navixy-secrets-ignore: a test account --%>'],
    ['Julia', '#= navixy-secrets-ignore: a test account =#'],
  ])('works in the long comments of %s', async (_, comment) => {
    expect(await outcome(`${comment}\n${assignment}\n`)).toBe('line 1: a test account');
    expect(await outcome(`${assignment} ${comment}\n`)).toBe('line 1: a test account');
  });

  it('is a key next to the value in formats without comments', async () => {
    expect(
      await outcome(`{\n  "navixy-secrets-ignore": "a test account",\n  "navixyHash": "${value}"\n}\n`, 'a.json'),
    ).toBe('line 2: a test account');
    expect(await outcome(`{"navixy-secrets-ignore": "a test account", "navixyHash": "${value}"}\n`, 'a.json')).toBe(
      'line 1: a test account',
    );
  });

  it('is read in UTF-16 with a byte order mark', async () => {
    expect(
      await outcome(Buffer.from(`\ufeffx\n# navixy-secrets-ignore: a test account\n${assignment}\n`, 'utf16le')),
    ).toBe('line 2: a test account');
  });

  it.each([
    ['two lines above', `# navixy-secrets-ignore: a test account\n\n${assignment}\n`],
    [
      'two lines above, where the line between is complete',
      `# navixy-secrets-ignore: a test account\nx = 1\n${assignment}\n`,
    ],
    [
      'above a block, whose statements are others',
      `// navixy-secrets-ignore: a test account\nfunction f() {\n${assignment}\n`,
    ],
    [
      'on the third line of a statement',
      `// navixy-secrets-ignore: a test account\nNAVIXY_HASH = (\n  (\n    '${value}'));\n`,
    ],
    [
      'two lines above, where it is not alone',
      `y = 1 // navixy-secrets-ignore: a test account\nNAVIXY_HASH =\n  '${value}';\n`,
    ],
    ['below', `${assignment}\n# navixy-secrets-ignore: a test account\n`],
    ['on the line above, which has other code', `x = 1 # navixy-secrets-ignore: a test account\n${assignment}\n`],
    ['outside of a comment', `${assignment} navixy-secrets-ignore: a test account\n`],
    ['as another word', `${assignment} # navixy-secrets-ignored: a test account\n`],
    ['in a binary', `\0\0${assignment} # navixy-secrets-ignore: a test account\n`],
    [
      'in base64',
      `blob: ${Buffer.from(`# navixy-secrets-ignore: a test account\n${assignment}\n`).toString('base64')}\n`,
    ],
    ['on a line of a bundle', `${'x'.repeat(1000)}; ${assignment} /* navixy-secrets-ignore: a test account */\n`],
  ])('has no effect %s', async (_, content) => {
    expect(await outcome(content)).toBe('reported');
  });

  it('has no effect in an archive', async () => {
    expect(await outcome(gzipSync(`${assignment} # navixy-secrets-ignore: a test account\n`), 'a.env.gz')).toBe(
      'reported',
    );
  });

  it.each([
    '# navixy-secrets-ignore',
    '# navixy-secrets-ignore:',
    '# navixy-secrets-ignore: -',
    '# navixy-secrets-ignore because',
    '<!-- navixy-secrets-ignore: -->',
  ])('needs a reason: %s', async (comment) => {
    using folder = new TempFolder();
    folder.write('a.env', `${comment}\n${assignment}\n`);
    const { stdout, exitCode } = await cli(['scan', '.'], { cwd: folder.root });
    expect(exitCode).toBe(1);
    expect(stdout).toContain(
      'About the ignores\n  a.env:1: navixy-secrets-ignore does nothing without a reason; write: navixy-secrets-ignore: why this is not a leak\n',
    );
    const { report } = await json(['scan', '.'], { cwd: folder.root });
    expect(report.warnings.map(({ type, path, line }) => [type, path, line])).toEqual([
      ['ignore-without-reason', 'a.env', 1],
    ]);
  });

  it('is listed in the report, and the scan succeeds', async () => {
    using folder = new TempFolder();
    folder.write('a.env', `# navixy-secrets-ignore: account of the demo, ${value}\n${assignment}\n`);
    const { stdout, exitCode } = await cli(['scan', '.'], { cwd: folder.root });
    expect(exitCode).toBe(0);
    expect(stdout).toContain(
      `Suppressed\n  2 places by the comment at a.env:1: account of the demo, ${value.slice(0, 4)}…${value.slice(-4)}\n`,
    );
    expect(stdout).not.toContain(value);
  });
});

describe('in git', () => {
  const ignored = `# navixy-secrets-ignore: a test account\n${assignment}\n`;

  it('applies in the index', async () => {
    using repo = new TempRepo();
    repo.write('a.env', ignored);
    repo.git('add', '-A');
    expect((await cli(['scan', '--staged'], { cwd: repo.root })).exitCode).toBe(0);
    repo.write('a.env', `${assignment}\n`);
    expect((await cli(['scan', '--staged'], { cwd: repo.root })).exitCode).toBe(0);
    repo.git('add', '-A');
    expect((await cli(['scan', '--staged'], { cwd: repo.root })).exitCode).toBe(1);
  });

  it('in HEAD applies to earlier versions of its file, and to nothing else', async () => {
    using repo = new TempRepo();
    repo.write('a.env', `${assignment}\n`);
    repo.write('b.env', `${assignment} # another file\n`);
    repo.commit('leak');
    repo.write('a.env', `x\n${ignored}`);
    repo.commit('explain');
    const { report, exitCode } = await json(['scan', '--history'], { cwd: repo.root });
    expect(places(report)).toEqual(['b.env:1:16']);
    expect(report.suppressed.map(({ path, line }) => [path, line])).toEqual([
      ['a.env', 3],
      ['a.env', 1],
    ]);
    expect(exitCode).toBe(1);
  });

  it('in an old version applies only to that version', async () => {
    using repo = new TempRepo();
    repo.write('a.env', ignored);
    repo.commit('leak and explain');
    repo.write('a.env', `${assignment}\n`);
    repo.commit('take the comment away');
    const { report } = await json(['scan', '--history'], { cwd: repo.root });
    expect([places(report), report.suppressed.length]).toEqual([['a.env:1:16'], 1]);
  });

  it('has no effect in a message', async () => {
    using repo = new TempRepo();
    repo.commitStaged(`Use it\n\n# navixy-secrets-ignore: a test account\n${assignment}\n`);
    expect((await json(['scan', '--history'], { cwd: repo.root })).report.findings).toHaveLength(1);
  });
});
