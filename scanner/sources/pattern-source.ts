// Source: the files that match a pattern given instead of a path.
import { lstatSync } from 'node:fs';
import path from 'node:path';
import type { SourceItem } from '../model/document.ts';
import type { ScanContext, Source } from '../model/source.ts';
import { FilesSource, type FilesOptions } from './files-source.ts';
import { PathFilter } from './path-filter.ts';
import type { NamedPattern } from './path-arguments.ts';

export class PatternSource implements Source {
  readonly name: string;
  readonly #pattern: NamedPattern;
  readonly #env: NodeJS.ProcessEnv;
  readonly #options: FilesOptions;

  constructor(pattern: NamedPattern, env: NodeJS.ProcessEnv, options: FilesOptions = {}) {
    this.name = pattern.text;
    this.#pattern = pattern;
    this.#env = env;
    this.#options = options;
  }

  async *documents(context: ScanContext, signal: AbortSignal): AsyncGenerator<SourceItem> {
    // Braces may match a file twice.
    const accepted = new Set<string>();
    for (const place of this.#pattern.places) {
      if (isAbsent(place.folder)) continue;
      const filter = PathFilter.at([place]);
      const takes = (root: string, name: string): boolean => {
        if (!filter.includes(root, name)) return false;
        const full = path.join(root, name);
        return !accepted.has(full) && accepted.add(full).size > 0;
      };
      yield* new FilesSource(place.folder, this.#env, { ...this.#options, pattern: { place, takes } }).documents(
        context,
        signal,
      );
    }
    if (accepted.size === 0)
      yield {
        skipped: {
          path: this.name,
          reason: 'no file matches',
          remedy: 'Check the spelling; a file that git ignores needs --ignored.',
        },
      };
  }
}

/** An unreadable folder is not absent; the file source reports it. */
function isAbsent(folder: string): boolean {
  try {
    return lstatSync(folder, { throwIfNoEntry: false }) === undefined;
  } catch {
    return false;
  }
}
