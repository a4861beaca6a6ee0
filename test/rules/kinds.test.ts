import tsParser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import plugin from '../../rules/index.ts';
import { KINDS } from './kinds/index.ts';

const linter = new Linter();
const config: Linter.Config[] = [
  {
    files: ['**/*.tsx'],
    languageOptions: { parser: tsParser as Linter.Parser, parserOptions: { ecmaFeatures: { jsx: true } } },
    ...plugin.configs.strict,
  },
];

function reportsOn(code: string): string[] {
  const lines = code.split('\n');
  return linter.verify(code, config, 'file.tsx').map(({ ruleId, line, column, endLine, endColumn }) => {
    const text = lines[line - 1]!.slice(column - 1, endLine === line ? endColumn! - 1 : undefined);
    return `${ruleId?.replace('navixy/', '')} ${line}: ${text}${endLine === line ? '' : ' …'}`;
  });
}

describe.each(KINDS)('%s', (_, kinds) => {
  it.each(kinds)('$name', ({ code, reports }) => {
    expect(reportsOn(code)).toEqual(reports);
  });
});
