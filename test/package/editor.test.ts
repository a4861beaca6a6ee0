/** Opens files in the ESLint language server of VS Code, with the settings that the pages show. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { hex } from '../support/hex.ts';
import { Editor } from './language-server.ts';
import { Project } from './project.ts';

const packed = inject('packed');
const value = hex('editor');
const SERVER = 'node_modules/vscode-langservers-extracted/bin/vscode-eslint-language-server';
/** A block of a page that starts with this text. */
const shown = (page: string, start: string): string => {
  const text = readFileSync(new URL(`../../${page}`, import.meta.url), 'utf8');
  return text.slice(text.indexOf(`\n${start}`)).split('\n```')[0]!;
};
const SETTINGS = shown('docs/editors.md', '{ "eslint.validate"');

describe('in VS Code', () => {
  let project: Project;
  let editor: Editor;
  beforeAll(async () => {
    project = new Project(packed.tarball, ['eslint@10', 'vscode-langservers-extracted@4.10']);
    project.write('eslint.config.mjs', shown('docs/editors.md', '// eslint.config.js'));
    editor = new Editor(project.path(SERVER), project.root, SETTINGS);
    await editor.start();
  });
  afterAll(() => {
    editor[Symbol.dispose]();
    project[Symbol.dispose]();
  });

  it('has the same settings in the README', () => {
    expect(shown('README.md', '{ "eslint.validate"')).toBe(SETTINGS);
  });

  it.each([
    ['.env', 'dotenv', `# the dashboard\nNAVIXY_API_KEY=${value}\n`, 1, 15],
    ['.env.local', 'properties', `NAVIXY_API_KEY="${value}" # "\n`, 0, 16],
    ['deploy.sh', 'shellscript', `set -e\n  export NAVIXY_HASH='${value}'\n`, 1, 22],
    ['src/a.js', 'javascript', `\n\nconst NAVIXY_HASH = '${value}';\n`, 2, 21],
  ])('%s, in the language %s, is underlined where the value is', async (file, language, text, line, character) => {
    const found = await editor.diagnose(file, language, text);
    expect(found.map(({ code, source, severity }) => ({ code, source, severity }))).toEqual([
      { code: 'navixy/no-hardcoded-hash', source: 'eslint', severity: 1 },
    ]);
    const [{ message, range }] = found as [(typeof found)[0]];
    expect(message).not.toContain(value);
    const { start, end } = range;
    expect({ start, underlined: text.split('\n')[line]!.slice(start.character, end.character) }).toEqual({
      start: { line, character },
      underlined: value,
    });
    expect(editor.errors).toBe('');
  });

  it('is not asked about .env without the setting', async () => {
    using plain = new Editor(project.path(SERVER), project.root, '{}');
    await plain.start();
    expect(await plain.diagnose('.env', 'dotenv', `NAVIXY_API_KEY=${value}\n`)).toEqual([]);
    expect(await plain.diagnose('src/a.js', 'javascript', `const NAVIXY_HASH = '${value}';\n`)).toHaveLength(1);
  });
});
