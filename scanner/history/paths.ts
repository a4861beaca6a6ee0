import { ObjectList, readObjects } from '../git/object-reader.ts';
import type { Repository } from '../git/repository.ts';
import type { KnownObjects } from '../packs/known.ts';
import { TreeEntries } from '../packs/tree-entries.ts';
import type { Holdings } from './holdings.ts';

/** Ways from a tree to one object that are followed; a blob that lies in more places is named by one of these. */
const MOST_WAYS = 16;

/** Finds out under which path a tree holds an object, reading only the trees on the way. */
export class PathFinder {
  readonly #holdings: Holdings;
  readonly #known: KnownObjects;
  /** Names by tree and entry; an entry can have several. */
  readonly #names = new Map<number, Map<number, string[]>>();

  constructor(holdings: Holdings, known: KnownObjects) {
    this.#holdings = holdings;
    this.#known = known;
  }

  /** Says that {@link path} will be asked. */
  want(tree: number, object: number): void {
    for (const way of this.#ways(tree, object)) {
      for (let at = 0; at + 1 < way.length; at += 1) {
        const names = this.#names.get(way[at]!) ?? new Map<number, string[]>();
        this.#names.set(way[at]!, names);
        names.set(way[at + 1]!, []);
      }
    }
  }

  /** Reads the names. */
  async read(repository: Repository): Promise<void> {
    const oids = [...this.#names.keys()].map((number) => this.#known.oid(number));
    if (oids.length === 0) return;
    const entries = new TreeEntries(this.#known.hashLength);
    await readObjects(repository.git, ObjectList.of(oids, repository.hexLength), {
      object: (header, bytes) => {
        const names = this.#names.get(this.#known.findHex(header.oid));
        entries.all(bytes, 0, bytes.length, ({ nameStart, nameEnd, oidAt }) => {
          names?.get(this.#known.find(bytes, oidAt))?.push(bytes.toString('utf8', nameStart, nameEnd));
          return true;
        });
      },
      piece: () => undefined,
      absent: () => undefined,
    });
  }

  /** @returns the first path in alphabetical order; a tree has itself under an empty one */
  path(tree: number, object: number): string | undefined {
    let best: string | undefined;
    for (const way of this.#ways(tree, object)) {
      for (const path of this.#spell(way)) if (best === undefined || path < best) best = path;
    }
    return best;
  }

  #spell(way: readonly number[]): string[] {
    let paths = [''];
    for (let at = 0; at + 1 < way.length; at += 1) {
      const names = this.#names.get(way[at]!)?.get(way[at + 1]!) ?? [];
      paths = paths.flatMap((path) => names.map((name) => (path === '' ? name : `${path}/${name}`))).slice(0, MOST_WAYS);
    }
    return paths;
  }

  #ways(tree: number, object: number): number[][] {
    const ways: number[][] = [];
    const follow = (here: number, way: number[]): void => {
      if (here === object) ways.push(way);
      if (ways.length >= MOST_WAYS || way.length > 256) return;
      for (const child of new Set(this.#holdings.entries(here))) {
        if (child === object) ways.push([...way, child]);
        else if (this.#holdings.members(this.#holdings.setOf(child)).includes(object)) follow(child, [...way, child]);
      }
    };
    follow(tree, [tree]);
    return ways;
  }
}
