import { describe, expect, it } from 'vitest';
import { detect } from '../../src/index.ts';
import { fill } from '../support/forms/fill.ts';
import { onLine, PLACED_FORMS, SETTINGS } from '../support/forms/placed.ts';
import { hex } from '../support/hex.ts';

describe.each(SETTINGS.map((setting, at) => [setting, at] as const))(
  'with the platform named in the %s (alone: nowhere)',
  (setting, at) => {
    it.for(PLACED_FORMS)('%s', ([name, , text, verdicts]) => {
      const filled = fill(text, hex(name), (n) => hex(`${name} digest ${n}`));
      const document = setting === 'line' ? onLine(filled) : filled;
      const found = detect(document, { repositoryUsesPlatform: setting === 'repository' });
      const seen = found.map(({ start, end, evidence }) => [
        document.slice(start, end),
        evidence.map(({ signal }) => signal),
      ]);
      expect(seen).toHaveLength(verdicts[at] === '+' ? 1 : 0);
      if (verdicts[at] === '+') expect(seen[0]![0]).toBe(hex(name));
    });
  },
);
