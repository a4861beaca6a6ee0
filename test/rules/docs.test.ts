import { readFileSync } from 'node:fs';
import tsParser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import plugin from '../../rules/index.ts';
import { hex } from '../support/hex.ts';

interface Example {
  readonly section: string;
  readonly language: string;
  readonly code: string;
}

/** The code blocks of a page. A placeholder is replaced by a value, because no page contains one. */
function readExamples(page: string): Example[] {
  return page
    .split(/^## /m)
    .slice(1)
    .flatMap((part) => {
      const section = part.slice(0, part.indexOf('\n')).trim();
      return [...part.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, language, code]) => ({
        section,
        language: language!,
        code: code!.replaceAll('<H>', hex('docs')),
      }));
    });
}

const linter = new Linter({ configType: 'flat' });

function lint({ language, code }: Example, name: string): string[] {
  const config: Linter.Config = {
    ...plugin.configs.recommended,
    rules: { ...plugin.configs.recommended.rules, [`navixy/${name}`]: 'error' },
    files: ['**/*.{js,jsx,ts,tsx}'],
    languageOptions: { parser: tsParser as never, parserOptions: { ecmaFeatures: { jsx: language === 'jsx' } } },
  };
  return linter.verify(code, [config], `example.${language}`).map((message) => message.ruleId ?? message.message);
}

for (const name of Object.keys(plugin.rules)) {
  describe(`docs/rules/${name}.md`, () => {
    const page = readFileSync(new URL(`../../docs/rules/${name}.md`, import.meta.url), 'utf8');
    const examples = readExamples(page);
    const failing = examples.filter(({ section }) => section === 'Fail');
    const passing = examples.filter(({ section }) => section === 'Pass');

    it('starts with the name of the rule', () => {
      expect(page.split('\n')[0]).toBe(`# navixy/${name}`);
    });

    it('has all required sections', () => {
      const sections = [...page.matchAll(/^## (.*)$/gm)].map(([, title]) => title);
      expect(sections).toEqual(
        expect.arrayContaining(['Fail', 'Pass', 'Options', 'Settings', 'Limits', 'When not to use it']),
      );
      expect(failing.length).toBeGreaterThan(1);
      expect(passing.length).toBeGreaterThan(1);
    });

    it.each(failing.map((example) => [example.code, example] as const))('reports %s', (_, example) => {
      expect(lint(example, name)).toContain(`navixy/${name}`);
    });

    it.each(passing.map((example) => [example.code, example] as const))('passes %s', (_, example) => {
      expect(lint(example, name)).toEqual([]);
    });
  });
}
