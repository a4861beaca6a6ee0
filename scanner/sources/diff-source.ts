// Source: a unified diff on standard input. Scans added lines, new file names and the text between diffs.
import { DiffReader, type DiffItem } from './diff/unified-diff.ts';
import type { Emptied, ScanDocument, Skipped } from '../model/document.ts';
import type { ScanContext, Source } from '../model/source.ts';
import type { Origin } from '../model/finding.ts';
import { readLines } from './line-reader.ts';
import { PathDocuments } from './path-documents.ts';
import type { PathFilter } from './path-filter.ts';
import { call } from '../text/command-line.ts';

type MayMatch = (signal: AbortSignal) => Promise<boolean>;

/**
 * A unified diff on standard input: added lines at their position in the new file, judged with their context; names of
 * new files; and the text between the diffs, such as commit messages.
 */
export class DiffSource implements Source {
  readonly name = 'standard input';
  readonly #input: AsyncIterable<Uint8Array | string>;
  readonly #isAllLines: boolean;
  readonly #filter: PathFilter | undefined;
  readonly #mayMatch: MayMatch;
  #included = 0;
  #excluded = 0;

  /**
   * @param isAllLines whether removed and context lines count too
   * @param mayMatch whether the filter can match files of other diffs; asked if it excluded every file of this one
   */
  constructor(
    input: AsyncIterable<Uint8Array | string>,
    isAllLines = false,
    filter?: PathFilter,
    mayMatch: MayMatch = async () => true,
  ) {
    this.#input = input;
    this.#isAllLines = isAllLines;
    this.#filter = filter;
    this.#mayMatch = mayMatch;
  }

  async *documents(context: ScanContext, signal: AbortSignal): AsyncGenerator<ScanDocument | Skipped | Emptied> {
    const reader = new DiffReader(this.#isAllLines);
    const names = new PathDocuments(context);
    let isEmpty = true;
    for await (const line of readLines(this.#input, signal)) {
      isEmpty &&= line.toString('latin1').trim() === '';
      for (const item of reader.push(line)) yield* this.#documents(item, names, context);
    }
    for (const item of reader.end()) yield* this.#documents(item, names, context);
    if (isEmpty) yield { empty: { type: 'empty-diff', message: 'the diff is empty' } };
    if (this.#excluded > 0 && this.#included === 0) {
      const { describeNothingLeft } = await import('./nothing-left.ts');
      yield describeNothingLeft(
        'standard input',
        'file of the diff',
        this.#excluded,
        await this.#mayMatch(signal),
        'files of the diff',
      );
    }
    if (!isEmpty && !reader.sawDiff) {
      yield {
        skipped: {
          path: 'standard input',
          reason: 'it holds no unified diff',
          remedy: `Make one with "git diff" or "diff -u"; to scan anything else: ${call('scan -')}`,
        },
      };
    }
  }

  *#documents(item: DiffItem, names: PathDocuments, context: ScanContext): Generator<ScanDocument | Skipped> {
    if (item.kind === 'text') {
      if (context.onDocument(item.bytes))
        yield { path: '-', root: '', origin: { type: 'stdin' }, bytes: item.bytes, linesBefore: item.linesBefore };
      return;
    }
    if (this.#filter?.includes('', item.path) === false) {
      if (item.kind !== 'unread' && !(item.kind === 'hunk' && item.isFirst)) return;
      context.counter.addExcluded();
      this.#excluded += 1;
      return;
    }
    this.#included += 1;
    if (item.kind === 'unread') {
      yield { skipped: { path: item.path, reason: item.reason, remedy: item.remedy } };
      return;
    }
    const origin: Origin = { type: 'diff', ...(item.commit === undefined ? {} : { commit: item.commit }) };
    if (item.kind === 'name') {
      yield* names.documents({ path: item.path, root: '', origin });
      return;
    }
    const { bytes, linesBefore, marked, isOld } = item.side;
    if (!context.onDocument(bytes, !item.isFirst)) return;
    yield {
      path: item.path,
      root: '',
      origin: isOld ? { ...origin, isRemovedLine: true } : origin,
      bytes,
      linesBefore,
      onlyLines: marked,
    };
  }
}
