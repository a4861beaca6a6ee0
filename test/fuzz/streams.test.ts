import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DiffReader, type DiffItem } from '../../scanner/sources/diff/unified-diff.ts';
import { ObjectParser, type ObjectHeader } from '../../scanner/git/object-parser.ts';
import { TreeEntries } from '../../scanner/packs/tree-entries.ts';
import { mutate, mutations, runs, SEED } from './support.ts';

const DIFF = Buffer.from(`commit ${'a1'.repeat(20)}
Author: A <a@fleet.example>

    Subject

diff --git a/src/a.ts b/src/a.ts
index 1111111..2222222 100644
--- a/src/a.ts
+++ b/src/a.ts
@@ -1,3 +1,4 @@ function a() {
 context
-removed
+added one
+added two
 context
@@ -10 +11,0 @@
-gone
diff --git a/old name b/new name
similarity index 90%
rename from old name
rename to new name
--- "a/old\\303\\274"
+++ "b/new\\303\\274"
@@ -0,0 +1 @@
+x
\\ No newline at end of file
diff --cc merged.ts
index 1111111,2222222..3333333
--- a/merged.ts
+++ b/merged.ts
@@@ -1,2 -1,2 +1,3 @@@
  both
++mine
 -theirs
+ ours
Binary files a/x.png and b/x.png differ
diff --git a/y.bin b/y.bin
new file mode 100644
GIT binary patch
literal 3
Kcmb=J

Only in b: z
--- plain.txt\t2024-01-01
+++ plain.txt\t2024-01-02
@@ -1 +1 @@
-a
+b
`);

function readDiff(text: Buffer, all: boolean): DiffItem[] {
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

/** All marked lines, and all text between diffs. */
function linesOf(items: readonly DiffItem[]): Set<string> {
  const lines = items.flatMap((item) => {
    if (item.kind === 'text') return item.bytes.toString('latin1').split('\n');
    if (item.kind !== 'hunk') return [];
    return item.side.bytes
      .toString('latin1')
      .split('\n')
      .filter((_, at) => item.side.marked.has(item.side.linesBefore + 1 + at));
  });
  return new Set(lines);
}

describe(`the diff reader with any input (seed ${SEED})`, () => {
  it('marks only lines that it returns, and reports unreadable parts', () => {
    fc.assert(
      fc.property(mutations, fc.boolean(), (list, all) => {
        for (const item of readDiff(mutate(DIFF, list), all)) {
          if (item.kind === 'unread') expect(item.reason).not.toBe('');
          if (item.kind !== 'hunk') continue;
          const { bytes, linesBefore, marked } = item.side;
          const count = bytes.toString('latin1').split('\n').length;
          for (const line of marked) expect(line > linesBefore && line <= linesBefore + count).toBe(true);
        }
      }),
      runs(5000),
    );
  });

  it('loses no added line after a mutated header', () => {
    // Any first part ends before a new file starts.
    fc.assert(
      fc.property(mutations, (list) => {
        const spoiled = mutate(DIFF.subarray(0, DIFF.indexOf('@@ -1,3')), list);
        const items = readDiff(
          Buffer.concat([
            spoiled,
            Buffer.from(
              '\ndiff --git a/n.ts b/n.ts\n--- a/n.ts\n+++ b/n.ts\n@@ -1 +1,2 @@\n-old\n+first added\n+second added\n',
            ),
          ]),
          false,
        );
        const lines = linesOf(items);
        for (const line of ['first added', 'second added'])
          expect(lines.has(line) || lines.has(`+${line}`) || items.some(({ kind }) => kind === 'unread')).toBe(true);
      }),
      runs(3000),
    );
  });
});

describe(`readers of git output and objects (seed ${SEED})`, () => {
  const output = Buffer.from(
    `${'ab'.repeat(20)} blob 12\nhello\nworld\n\n${'cd'.repeat(20)} missing\n${'ef'.repeat(20)} commit 0\n\n`,
  );

  function parse(bytes: Buffer, cuts: readonly number[], limit: number): { said: string[]; complete: number } {
    const said: string[] = [];
    const name = ({ oid, type, size }: ObjectHeader) => `${oid} ${type} ${size}`;
    const parser = new ObjectParser(
      {
        object: (header, content) => void said.push(`${name(header)}: ${content.toString('latin1')}`),
        chunk: (header, content, last) => void said.push(`${name(header)}, ${last}: ${content.toString('latin1')}`),
        absent: (line) => void said.push(line),
      },
      limit,
      (index) => ['ab', 'cd', 'ef'][index]?.repeat(20),
    );
    let from = 0;
    for (const to of [...cuts.map((cut) => cut % (bytes.length + 1)).sort((one, other) => one - other), bytes.length]) {
      parser.push(bytes.subarray(from, to));
      from = to;
    }
    return { said, complete: parser.complete };
  }

  it('parse a stream of objects identically however it is split', () => {
    fc.assert(
      fc.property(fc.option(mutations, { nil: [] }), fc.array(fc.nat(300), { maxLength: 8 }), (list, cuts) => {
        const bytes = mutate(output, list);
        // A huge claimed size must not allocate as much memory.
        expect(parse(bytes, cuts, 1000)).toEqual(parse(bytes, [], 1000));
      }),
      runs(3000),
    );
  });

  it('read only tree entries that are inside the tree', () => {
    const tree = Buffer.concat(
      ['100644 a.ts', '40000 dir', '120000 link', '160000 sub'].map((entry) =>
        Buffer.concat([Buffer.from(`${entry}\0`), Buffer.alloc(20, entry)]),
      ),
    );
    fc.assert(
      fc.property(mutations, fc.array(fc.tuple(fc.nat(140), fc.nat(20)), { maxLength: 4 }), (list, changes) => {
        const bytes = mutate(tree, list);
        const entries = new TreeEntries(20);
        let last = -1;
        const onEntry = ({
          start,
          nameStart,
          nameEnd,
          oidAt,
          end,
        }: {
          start: number;
          nameStart: number;
          nameEnd: number;
          oidAt: number;
          end: number;
        }) => {
          expect(
            start > last &&
              start < nameStart &&
              nameStart <= nameEnd &&
              nameEnd < oidAt &&
              oidAt + 20 === end &&
              end <= bytes.length,
          ).toBe(true);
          last = start;
          return true;
        };
        entries.readAll(bytes, 0, bytes.length, onEntry);
        last = -1;
        const spans = changes
          .map(([from, length]) => [Math.min(from, bytes.length), Math.min(from + length, bytes.length)])
          .sort((one, other) => one[0]! - other[0]!);
        entries.readChanged(
          bytes,
          0,
          bytes.length,
          {
            changes: Int32Array.from(spans.flat()),
            changesLength: spans.length * 2,
            copies: new Int32Array(0),
            copiesLength: 0,
          },
          onEntry,
        );
      }),
      runs(3000),
    );
  });
});
