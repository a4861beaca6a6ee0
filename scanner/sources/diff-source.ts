import { DiffReader, type DiffItem } from './diff/diff-reader.ts';
import type { Emptied, ScanDocument, Skipped } from '../model/document.ts';
import type { Observer, Source } from '../model/source.ts';
import type { Origin } from '../model/finding.ts';
import { readLines } from './line-reader.ts';
import { PathDocuments } from './path-documents.ts';
import type { PathFilter } from './path-filter.ts';
import { call } from '../text/command-line.ts';

type Fits = (signal: AbortSignal) => Promise<boolean>;

/**
 * A unified diff on standard input: the lines it adds, at their place in the new file, judged with the lines around
 * them; names of new files; and what stands between the diffs, as messages do.
 */
export class DiffSource implements Source {
  readonly name = 'standard input';
  readonly #input: AsyncIterable<Uint8Array | string>;
  readonly #all: boolean;
  readonly #filter: PathFilter | undefined;
  readonly #fits: Fits;
  #taken = 0;
  #leftOut = 0;

  /**
   * @param all whether lines that the diff removes, or has around those it adds, count as well
   * @param fits whether the filter, which left out all of this diff, takes files of others
   */
  constructor(
    input: AsyncIterable<Uint8Array | string>,
    all = false,
    filter?: PathFilter,
    fits: Fits = async () => true,
  ) {
    this.#input = input;
    this.#all = all;
    this.#filter = filter;
    this.#fits = fits;
  }

  async *documents(observer: Observer, signal: AbortSignal): AsyncGenerator<ScanDocument | Skipped | Emptied> {
    const reader = new DiffReader(this.#all);
    const names = new PathDocuments(observer);
    let isEmpty = true;
    for await (const line of readLines(this.#input, signal)) {
      isEmpty &&= line.toString('latin1').trim() === '';
      for (const item of reader.push(line)) yield* this.#documents(item, names, observer);
    }
    for (const item of reader.end()) yield* this.#documents(item, names, observer);
    if (isEmpty) yield { empty: { type: 'empty-diff', message: 'the diff is empty' } };
    if (this.#leftOut > 0 && this.#taken === 0) {
      const { nothingLeft } = await import('./nothing-left.ts');
      yield nothingLeft(
        'standard input',
        'file of the diff',
        this.#leftOut,
        await this.#fits(signal),
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

  *#documents(item: DiffItem, names: PathDocuments, observer: Observer): Generator<ScanDocument | Skipped> {
    if (item.kind === 'text') {
      if (observer.look(item.bytes))
        yield { path: '-', root: '', origin: { type: 'stdin' }, bytes: item.bytes, linesBefore: item.linesBefore };
      return;
    }
    if (this.#filter?.takes('', item.path) === false) {
      if (item.kind !== 'unread' && !(item.kind === 'hunk' && item.isFirst)) return;
      observer.exclude();
      this.#leftOut += 1;
      return;
    }
    this.#taken += 1;
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
    if (!observer.look(bytes, !item.isFirst)) return;
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
