import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DiffReader, type DiffItem } from '../../../../scanner/sources/diff/unified-diff.ts';

function read(text: Buffer, all = false): DiffItem[] {
  const reader = new DiffReader(all);
  const items: DiffItem[] = [];
  for (let start = 0; start < text.length;) {
    const feed = text.indexOf(10, start);
    const end = feed < 0 ? text.length : feed + 1;
    items.push(...reader.push(text.subarray(start, end)));
    start = end;
  }
  return [...items, ...reader.end()];
}

const piece = fc.oneof(
  fc
    .constantFrom(
      'diff --git a/x b/x\n',
      'diff --cc x\n',
      '--- a/x\n',
      '+++ b/x\n',
      '+++ "b/\\303',
      '@@ -1 +1 @@\n',
      '@@ -1,2 +0,0 @@\n',
      '@@@ -1 -1 +1,2 @@@\n',
      '@@ -9999999999 +1 @@\n',
      'rename to y\n',
      'new file mode 100644\n',
      'deleted file mode 100644\n',
      'Binary files a/x and b/x differ\n',
      'GIT binary patch\n',
      'Only in b: x\n',
      '\\ No newline at end of file\n',
      `commit ${'a'.repeat(40)}\n`,
      `From ${'b'.repeat(40)} Mon\n`,
      '-- \n',
      '\n',
      '\r\n',
      ' context\n',
      '+added\n',
      '-removed\n',
      '++both\n',
      '\u001b[1mdiff --git a/x b/x\u001b[m\n',
    )
    .map((text) => Buffer.from(text)),
  fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
);

describe('the diff reader', () => {
  it('neither throws nor loses text on any input', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), fc.boolean(), (pieces, all) => {
        const text = Buffer.concat(pieces);
        const items = read(text, all);
        for (const item of items) {
          if (item.kind !== 'hunk') continue;
          const lines = item.side.bytes.toString('latin1').split('\n').length;
          expect(item.side.marked.size).toBeGreaterThan(0);
          for (const line of item.side.marked) {
            expect(line).toBeGreaterThan(item.side.linesBefore);
            expect(line).toBeLessThanOrEqual(item.side.linesBefore + lines);
          }
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('returns text that is no diff unchanged, with its line numbers', () => {
    const text = fc.array(
      fc.constantFrom(
        'a word',
        '--- not a header',
        'diff of opinion',
        '@@ -1 +1 @@',
        '',
        '+ plus',
        'rename to nothing',
      ),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(text, (lines) => {
        const whole = lines.map((line) => `${line}\n`).join('');
        const found = read(Buffer.from(whole)).map((item) =>
          item.kind === 'text' ? [item.linesBefore, item.bytes.toString()] : [item.kind],
        );
        expect(found).toEqual(whole === '' ? [] : [[0, whole]]);
      }),
    );
  });
});
