import { ESLint, Linter } from 'eslint';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import plugin from '../../rules/index.ts';
import { hex } from '../support/hex.ts';

const value = hex('text');
const linter = new Linter({ configType: 'flat' });
const config: Linter.Config[] = [
  { ...plugin.configs.text, files: ['**/*'] },
  { files: ['**/*.*', '**/.*', '**/Dockerfile'] },
];

function lint(text: string, filename: string, options: Linter.LintOptions = {}): string[] {
  return linter
    .verify(text, config, { filename, ...options })
    .map(
      ({ ruleId, line, column, endLine, endColumn, message }) =>
        `${ruleId ?? message} ${line}:${column}-${endLine ?? ''}:${endColumn ?? ''}`,
    );
}

const found = (line: number, column: number): string =>
  `navixy/no-hardcoded-hash ${line}:${column}-${line}:${column + 32}`;

describe('navixy/text', () => {
  it.each<[file: string, text: string, ...reports: string[]]>([
    ['.env', `A=1\nNAVIXY_HASH=${value}\n`, found(2, 13)],
    [
      '.env.production',
      `NAVIXY_API_KEY="${value}"\r\nX=http://api.eu.navixy.com/v2\r\n`,
      found(1, 17),
      'navixy/no-insecure-http 2:3-2:27',
    ],
    ['deploy.sh', `curl -H 'Authorization: NVX ${value}' https://api.eu.navixy.com/v2/tracker/list\n`, found(1, 29)],
    ['calls.http', `GET https://api.eu.navixy.com/v2/tracker/list\nAuthorization: NVX ${value}\n`, found(2, 20)],
    ['app.properties', `navixy.hash = ${value}\n`, found(1, 15)],
    ['settings.ini', `[navixy]\napi_key=${value}\n`, found(2, 9)],
    ['seed.sql', `INSERT INTO settings VALUES ('navixy_hash', '${value}');\n`, found(1, 46)],
    ['keys.csv', `name,navixy_hash\na,${value}\n`, found(2, 3)],
    ['Dockerfile', `FROM node\nENV NAVIXY_HASH=${value}\n`, found(2, 17)],
    ['main.tf', `variable "navixy_hash" {\n  default = "${value}"\n}\n`, found(2, 14)],
    ['clean.sh', `echo ${value} > checksum.md5\n`],
    ['empty.sql', ''],
  ])('reads %s', (file, text, ...reports) => {
    expect(lint(text, file)).toEqual(reports);
  });

  it.each<[comment: string, file: string]>([
    ['# eslint-disable-next-line navixy/no-hardcoded-hash -- a test account', '.env'],
    ['# eslint-disable-next-line', 'a.sh'],
    ['// eslint-disable-next-line navixy/no-hardcoded-hash', 'a.http'],
    ['; eslint-disable-next-line navixy/no-hardcoded-hash', 'a.ini'],
    ['! eslint-disable-next-line navixy/no-hardcoded-hash', 'a.properties'],
    ['-- eslint-disable-next-line navixy/no-hardcoded-hash -- why', 'a.sql'],
    ['/* eslint-disable-next-line navixy/no-hardcoded-hash */', 'a.sql'],
    ['<!-- eslint-disable-next-line navixy/no-hardcoded-hash -->', 'a.xml'],
    ['REM eslint-disable-next-line navixy/no-hardcoded-hash', 'a.bat'],
    ['# eslint-disable navixy/no-hardcoded-hash', 'Dockerfile'],
    ['{- eslint-disable navixy/no-hardcoded-hash -}', 'a.hs'],
  ])('is silenced by %s', (comment, file) => {
    expect(lint(`${comment}\nNAVIXY_HASH=${value}\n`, file)).toEqual([]);
  });

  it('is silenced on a line or in a range, and active after it', () => {
    const text = `NAVIXY_HASH=${value} # eslint-disable-line\n# eslint-disable\nNAVIXY_HASH=${value}\n# eslint-enable\nNAVIXY_HASH=${value}\n`;
    expect(lint(text, '.env')).toEqual([found(5, 13)]);
  });

  it('does not treat other text as a disable comment', () => {
    expect(lint(`X="a#eslint-disable" eslint-disable # my-eslint-disable\nNAVIXY_HASH=${value}\n`, '.env')).toEqual([
      found(2, 13),
    ]);
  });

  it('reports and removes unused disable comments', () => {
    const options = { filename: '.env', reportUnusedDisableDirectives: 'error' } as const;
    const text =
      'A=1 # eslint-disable-line navixy/no-hardcoded-hash\n# eslint-disable-next-line navixy/no-insecure-http\nB=2\n';
    expect(linter.verify(text, config, options as never)).toHaveLength(2);
    expect(linter.verifyAndFix(text, config, options as never).output).not.toContain('eslint');
  });

  it('applies fixes', () => {
    expect(linter.verifyAndFix('URL=http://api.eu.navixy.com/v2\n', config, { filename: '.env' }).output).toBe(
      'URL=https://api.eu.navixy.com/v2\n',
    );
  });

  it('selects its own files and ignores others', async () => {
    const eslint = new ESLint({
      overrideConfigFile: true,
      overrideConfig: [plugin.configs.recommended, plugin.configs.text],
    });
    for (const file of [
      '.env',
      'a/.env.local',
      'a/b.sh',
      'Dockerfile',
      'ops/api.dockerfile',
      'x.http',
      'db/seed.sql',
      'a.py',
      '.npmrc',
    ]) {
      const [result] = await eslint.lintText(`NAVIXY_HASH=${value}\n`, { filePath: file });
      expect(
        result?.messages.map(({ ruleId }) => ruleId),
        file,
      ).toEqual(['navixy/no-hardcoded-hash']);
    }
    expect((await eslint.lintText('const a = 1;', { filePath: 'a.js' }))[0]?.messages).toEqual([]);
  });

  it('refuses language options, except those for JavaScript', () => {
    const withOptions = (languageOptions: object) => () =>
      linter.verify(
        '',
        [{ ...plugin.configs.text, files: ['**/*.env'], languageOptions: languageOptions as never }],
        'a.env',
      );
    expect(withOptions({ x: 1 })).toThrow('no option "x"');
    expect(
      withOptions({ globals: { a: true }, parser: {}, parserOptions: {}, ecmaVersion: 5, sourceType: 'script' })(),
    ).toEqual([]);
  });

  it('accepts any text', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        value,
        'NAVIXY_HASH=',
        '\r',
        '\n',
        '# eslint-disable',
        '/* eslint-enable',
        '\uFEFF',
        'http://api.eu.navixy.com',
        '🙂',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        expect(linter.verify(pieces.join(''), config, '.env').every(({ fatal }) => fatal !== true)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
