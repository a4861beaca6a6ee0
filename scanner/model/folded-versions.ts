// Makes one finding of all versions of a file that hold the same secret, while they are found.
import { INSIDE } from './archive-path.ts';
import type { Finding } from './finding.ts';
import { byPlace, byStrength, compareText } from './reported-secrets.ts';

/** Whether a finding is one of a version of a file, which other versions may have too. */
export function isOfHistory({ origin: { type } }: Finding): boolean {
  return type === 'commit' || type === 'blob';
}

/** The versions of a file that hold one secret. */
interface Folded {
  /** The one that is believed most, else the one that was introduced first. */
  finding: Finding;
  readonly versions: Runs;
}

/** A file through all of history. */
interface FoldedFile {
  /** Numbers of its versions, by the id of the content. */
  readonly numbers: Map<string | undefined, number>;
  /** By fingerprint. */
  readonly secrets: Map<string, Folded>;
}

/** A hundred versions of a file with a hundred thousand secrets need the memory of one. */
export class FoldedVersions {
  /** By root and path, apart where the secret stands in the name. */
  readonly #files = new Map<string, FoldedFile>();
  /** Archives with secrets in members: by the same, the versions by fingerprint. */
  readonly #outer = new Map<string, { readonly numbers: Map<string, number>; readonly secrets: Map<string, Runs> }>();

  add(finding: Finding): void {
    const {
      secret: { fingerprint },
      origin,
      path,
    } = finding;
    if (path.includes(INSIDE)) this.#noteMember(finding);
    const file = this.#fileOf(finding);
    let number = file.numbers.get(origin.blob);
    if (number === undefined) file.numbers.set(origin.blob, (number = file.numbers.size));
    const known = file.secrets.get(fingerprint);
    if (known === undefined) {
      file.secrets.set(fingerprint, { finding, versions: new Runs(number) });
      return;
    }
    known.versions.add(number);
    if (compare(finding, known.finding) < 0) known.finding = finding;
  }

  /** @returns whether this version of the file is one of those that were added with the secret */
  has(finding: Finding): boolean {
    const file = this.#files.get(keyOf(finding));
    const number = file?.numbers.get(finding.origin.blob);
    return number !== undefined && file!.secrets.get(finding.secret.fingerprint)?.versions.has(number) === true;
  }

  /** @returns one for each secret and file, with the number of versions */
  *findings(): Generator<Finding> {
    for (const { secrets } of this.#files.values()) {
      for (const { finding, versions } of secrets.values())
        yield finding.origin.type === 'commit' ? { ...finding, versions: versions.count } : finding;
    }
  }

  /** Takes out what is known of a secret in a file. */
  take(finding: Finding): Finding | undefined {
    const secrets = this.#files.get(keyOf(finding))?.secrets;
    const folded = secrets?.get(finding.secret.fingerprint);
    secrets?.delete(finding.secret.fingerprint);
    return folded?.finding;
  }

  get hasMembers(): boolean {
    return this.#outer.size > 0;
  }

  /** Whether the same secret was added for a member of this version of an archive. */
  isInMember(finding: Finding): boolean {
    const outer = this.#outer.get(keyOfOuter(finding, finding.path));
    const number = outer?.numbers.get(finding.origin.blob ?? '');
    return number !== undefined && outer!.secrets.get(finding.secret.fingerprint)?.has(number) === true;
  }

  #fileOf(finding: Finding): FoldedFile {
    const key = keyOf(finding);
    const known = this.#files.get(key);
    if (known !== undefined) return known;
    const file: FoldedFile = { numbers: new Map(), secrets: new Map() };
    this.#files.set(key, file);
    return file;
  }

  #noteMember(finding: Finding): void {
    const {
      path,
      secret: { fingerprint },
      origin: { blob = '' },
    } = finding;
    for (let at = path.lastIndexOf(INSIDE); at > 0; at = path.lastIndexOf(INSIDE, at - 1)) {
      const key = keyOfOuter(finding, path.slice(0, at));
      const outer = this.#outer.get(key) ?? { numbers: new Map<string, number>(), secrets: new Map<string, Runs>() };
      this.#outer.set(key, outer);
      let number = outer.numbers.get(blob);
      if (number === undefined) outer.numbers.set(blob, (number = outer.numbers.size));
      const known = outer.secrets.get(fingerprint);
      if (known === undefined) outer.secrets.set(fingerprint, new Runs(number));
      else known.add(number);
    }
  }
}

function keyOf({ root, path, origin: { inName } }: Finding): string {
  return `${inName === true ? 'name' : 'content'}\0${root}\0${path}`;
}

function keyOfOuter({ root, origin: { type } }: Finding, path: string): string {
  return `${type}\0${root}\0${path}`;
}

/** Of the versions of a file the one that is believed most, else the one that was introduced first. */
function compare(one: Finding, other: Finding): number {
  return (
    byStrength(one, other) ||
    age(one) - age(other) ||
    compareText(one.origin.blob ?? '', other.origin.blob ?? '') ||
    byPlace(one, other)
  );
}

function age({ origin }: Finding): number {
  const at = origin.introduced?.findIndex(({ blob }) => blob === origin.blob) ?? -1;
  return at < 0 ? Number.MAX_SAFE_INTEGER : at;
}

/** Numbers that mostly follow one another: the versions of a file that hold a secret. */
class Runs {
  /** First and last of each run, in turn, ascending. */
  #ends: number[];

  constructor(first: number) {
    this.#ends = [first, first];
  }

  add(number: number): void {
    const last = this.#ends.length - 1;
    if (number === this.#ends[last]! + 1) this.#ends[last] = number;
    else if (number > this.#ends[last]!) this.#ends.push(number, number);
    else if (!this.has(number)) this.#insert(number);
  }

  has(number: number): boolean {
    let low = 0;
    let high = this.#ends.length / 2;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#ends[2 * middle + 1]! < number) low = middle + 1;
      else high = middle;
    }
    return this.#ends[2 * low] !== undefined && this.#ends[2 * low]! <= number;
  }

  get count(): number {
    let count = 0;
    for (let at = 0; at < this.#ends.length; at += 2) count += this.#ends[at + 1]! - this.#ends[at]! + 1;
    return count;
  }

  #insert(number: number): void {
    let at = 0;
    while (this.#ends[at]! < number) at += 2;
    this.#ends.splice(at, 0, number, number);
  }
}
