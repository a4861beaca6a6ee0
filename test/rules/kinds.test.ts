import tsParser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import plugin from '../../rules/index.ts';
import { ADDRESSES_1 } from './kinds/addresses-1.ts';
import { ADDRESSES_2 } from './kinds/addresses-2.ts';
import { ANSWERS_1 } from './kinds/answers-1.ts';
import { ANSWERS_2 } from './kinds/answers-2.ts';
import { BODIES_1 } from './kinds/bodies-1.ts';
import { BODIES_2 } from './kinds/bodies-2.ts';
import { CLIENTS_1 } from './kinds/clients-1.ts';
import { CLIENTS_2 } from './kinds/clients-2.ts';
import { CLIENTS_3 } from './kinds/clients-3.ts';
import { ENVIRONMENT } from './kinds/environment.ts';
import { HEADERS_1 } from './kinds/headers-1.ts';
import { HEADERS_2 } from './kinds/headers-2.ts';
import { LOOPS } from './kinds/loops.ts';
import { STORAGE } from './kinds/storage.ts';

/** Kinds of code that the rules have to see through, and their harmless neighbours. */
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

describe.each([
  ['addresses, part 1', ADDRESSES_1],
  ['addresses, part 2', ADDRESSES_2],
  ['answers, part 1', ANSWERS_1],
  ['answers, part 2', ANSWERS_2],
  ['bodies, part 1', BODIES_1],
  ['bodies, part 2', BODIES_2],
  ['clients, part 1', CLIENTS_1],
  ['clients, part 2', CLIENTS_2],
  ['clients, part 3', CLIENTS_3],
  ['environment', ENVIRONMENT],
  ['headers, part 1', HEADERS_1],
  ['headers, part 2', HEADERS_2],
  ['loops', LOOPS],
  ['storage', STORAGE],
])('%s', (_, kinds) => {
  it.each(kinds)('$name', ({ code, reports }) => {
    expect(reportsOn(code)).toEqual(reports);
  });
});
