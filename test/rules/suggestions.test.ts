/** Tests every fix and suggestion on common code: the result parses, and the report is gone. */
import path from 'node:path';
import { Linter } from 'eslint';
import { expect, it } from 'vitest';
import plugin from '../../rules/index.ts';
import { fillIdiom } from './idioms/idiom.ts';
import { IDIOMS } from './idioms/index.ts';
import { type Plugin, configOf } from './idioms/judge.ts';

const linter = new Linter();
const config = configOf(plugin as unknown as Plugin);

interface Change {
  readonly rule: string;
  readonly name: string;
  readonly before: string;
  readonly after: string;
  readonly file: string;
}

/** @returns the code after each single fix or suggestion */
function changes(): Change[] {
  return IDIOMS.flatMap((idiom) => {
    const before = fillIdiom(idiom);
    const file = path.resolve(idiom.file);
    return linter.verify(before, config, { filename: file }).flatMap(({ ruleId, fix, suggestions = [] }) =>
      [...(fix ? [fix] : []), ...suggestions.map((one) => one.fix)].map(({ range, text }) => {
        const after = before.slice(0, range[0]) + text + before.slice(range[1]);
        return { rule: ruleId!, name: `${idiom.name}: ${ruleId}`, before, after, file };
      }),
    );
  });
}

it('fixes and suggestions leave valid code with fewer reports', { timeout: 120_000 }, () => {
  const all = changes();
  const rules = new Set(all.map(({ rule }) => rule));
  const wrong = all.flatMap(({ rule, name, before, after, file }) => {
    const [old, rest] = [before, after].map((code) => linter.verify(code, config, { filename: file }));
    const ofRule = (messages: readonly Linter.LintMessage[]): number =>
      messages.filter(({ ruleId }) => ruleId === rule).length;
    // A value that is read from elsewhere may now be a defect of another rule, by the way it is sent; not a second one.
    const isBetter =
      !rest!.some(({ fatal }) => fatal === true) && ofRule(rest!) < ofRule(old!) && rest!.length <= old!.length;
    return isBetter ? [] : [`${name}: ${rest!.map(({ message }) => message).join(' ')}\n${after}`];
  });
  expect(wrong.join('\n---\n')).toBe('');
  expect(all.length).toBeGreaterThan(60);
  expect(rules.size).toBeGreaterThanOrEqual(5);
});
