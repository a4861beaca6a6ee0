/** Tests that eslint-plugin-eslint-plugin, as configured in this repository, finds invalid rule definitions. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';
import { FAILURE_MESSAGES } from '../../rules/analysis/failure.ts';
import plugin from '../../rules/index.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const eslint = new ESLint({ cwd: root });

interface Rule {
  readonly meta: {
    readonly messages: Record<string, string>;
    readonly schema: readonly unknown[];
    readonly type: string;
    readonly docs: { readonly since: string };
  };
}

/** @returns the errors in the definition of a rule after a change of its file */
async function broken(name: string, change: (code: string) => string): Promise<string[]> {
  const file = `rules/${name}.ts`;
  const code = readFileSync(`${root}/${file}`, 'utf8');
  const changed = change(code);
  expect(changed).not.toBe(code);
  const [result] = await eslint.lintText(changed, { filePath: file });
  return result!.messages
    .map(({ ruleId }) => ruleId ?? 'does not parse')
    .filter((id) => !id.startsWith('@typescript-eslint/'));
}

describe.each(Object.entries(plugin.rules as unknown as Readonly<Record<string, Rule>>))('%s', (name, { meta }) => {
  // createRule adds this message, so it is in no rule file.
  it.each(Object.keys(meta.messages).filter((id) => !(id in FAILURE_MESSAGES)))(
    'has the message %s in use',
    async (id) => {
      expect(await broken(name, (code) => code.replace(new RegExp(`\\b${id}:`), `${id}1:`))).toContain(
        'eslint-plugin/no-unused-message-ids',
      );
    },
  );

  it('has a valid type', async () => {
    expect(await broken(name, (code) => code.replace(`type: '${meta.type}'`, "type: 'bug'"))).toEqual([
      'eslint-plugin/require-meta-type',
    ]);
  });

  it('has a schema', async () => {
    expect(await broken(name, (code) => code.replace(/^ {4}schema: \[(?:\],|[\s\S]*?\n {4}\],)\n/m, ''))).toContain(
      'eslint-plugin/require-meta-schema',
    );
  });

  if (meta.schema.length > 0) {
    it('has options of valid types', async () => {
      expect(await broken(name, (code) => code.replace("type: 'string'", "type: 'text'"))).toContain(
        'eslint-plugin/no-incorrect-meta-schema',
      );
    });
  }

  it('says whether it is recommended', async () => {
    expect(await broken(name, (code) => code.replace(/^ *recommended: .*\n/m, ''))).toEqual([
      'eslint-plugin/require-meta-docs-recommended',
    ]);
  });
});
