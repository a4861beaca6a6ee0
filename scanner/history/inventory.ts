import { ObjectList } from '../git/object-reader.ts';
import type { Repository } from '../git/repository.ts';
import { gitFailure, startGit } from '../git/run.ts';

/** Every object a repository holds, reachable or not, packed or loose, in the order they lie in the packs. */
export interface Inventory {
  /** Blobs, commits and tags: everything but trees. */
  readonly texts: ObjectList;
  readonly commits: ObjectList;
  /** What git said it could not read. */
  readonly complaints: readonly string[];
}

const NEWLINE = 10;
// The first letters of the type names; "tag" and "tree" part at the second.
const BLOB = 'b'.charCodeAt(0);
const COMMIT = 'c'.charCodeAt(0);
const TAG_OR_TREE = 't'.charCodeAt(0);
const TAG = 'a'.charCodeAt(0);

/**
 * Lists the objects with their types, without reading them. Knowing the types first lets the
 * reader leave out the trees, which are a quarter to a half of what git would have to inflate.
 */
export async function takeInventory(repository: Repository): Promise<Inventory> {
  const args = ['cat-file', '--batch-all-objects', '--unordered', '--batch-check=%(objectname) %(objecttype)'];
  const git = startGit(repository.git, args);
  git.stdin.end();
  const texts = new Lines(repository.hexLength);
  const commits = new Lines(repository.hexLength);
  const complaints: string[] = [];
  const { hexLength } = repository;
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of git.stdout as AsyncIterable<Buffer>) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let start = 0;
    for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, start)) {
      const type = bytes[start + hexLength + 1];
      if (type === BLOB || type === COMMIT || (type === TAG_OR_TREE && bytes[start + hexLength + 2] === TAG)) texts.add(bytes, start);
      else if (type !== TAG_OR_TREE) complaints.push(`object ${bytes.toString('latin1', start, end)}`);
      if (type === COMMIT) commits.add(bytes, start);
      start = end + 1;
    }
    rest = bytes.subarray(start);
  }
  const { code, stderr } = await git.ended;
  repository.git.signal?.throwIfAborted();
  if (code !== 0) throw gitFailure(repository.git.cwd, args, { code, stderr });
  complaints.push(...stderr.split('\n').filter((line) => /^(error|fatal)/.test(line)));
  return { texts: texts.list(), commits: commits.list(), complaints };
}

/** Ids gathered into one growing buffer: ten million strings would not fit. */
class Lines {
  readonly #width: number;
  #bytes = Buffer.allocUnsafe(1024 * 1024);
  #length = 0;

  constructor(hexLength: number) {
    this.#width = hexLength + 1;
  }

  add(source: Buffer, at: number): void {
    if (this.#length + this.#width > this.#bytes.length) {
      const grown = Buffer.allocUnsafe(this.#bytes.length * 2);
      this.#bytes.copy(grown, 0, 0, this.#length);
      this.#bytes = grown;
    }
    source.copy(this.#bytes, this.#length, at, at + this.#width - 1);
    this.#bytes[this.#length + this.#width - 1] = NEWLINE;
    this.#length += this.#width;
  }

  list(): ObjectList {
    return new ObjectList(this.#bytes.subarray(0, this.#length), this.#width - 1);
  }
}
