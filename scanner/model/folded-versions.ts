// Folds the versions of a file with the same secret into one finding as they arrive, so memory stays small.

import { INSIDE } from './archive-path.ts';
import type { Finding } from './finding.ts';
import { byPlace, byStrength, compareText } from './reported-secrets.ts';

/** Whether a finding is in a version of a file, so other versions may have it too. */
export function isOfHistory({ origin: { type } }: Finding): boolean {
  return type === 'commit' || type === 'blob';
}

/** The versions of a file with one secret. */
interface Folded {
  /** The version with the highest confidence, or else the one introduced first. */
  finding: Finding;
  readonly versions: Runs;
}

/** All versions of one file in history. */
interface FoldedFile {
  /** Version numbers by content id. */
  readonly numbers: Map<string | undefined, number>;
  /** By fingerprint. */
  readonly secrets: Map<string, Folded>;
}

/** Folds versions: a hundred versions of a file with a hundred thousand secrets need the memory of one version. */
export class FoldedVersions {
  /** By root and path; separate if the secret is in the file's name. */
  readonly #files = new Map<string, FoldedFile>();
  /** Archives with secrets in their members: keyed like {@link #files}, with versions by fingerprint. */
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

  /** @returns whether this version of the file was added with this secret */
  has(finding: Finding): boolean {
    const file = this.#files.get(keyOf(finding));
    const number = file?.numbers.get(finding.origin.blob);
    return number !== undefined && file!.secrets.get(finding.secret.fingerprint)?.versions.has(number) === true;
  }

  /** @returns one finding for each secret and file, with the number of versions */
  *findings(): Generator<Finding> {
    for (const { secrets } of this.#files.values()) {
      for (const { finding, versions } of secrets.values())
        yield finding.origin.type === 'commit' ? { ...finding, versions: versions.count } : finding;
    }
  }

  /** Removes and returns the folded finding of a secret in a file. */
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

/** Orders versions of a file: higher confidence first, then earlier introduction. */
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

/** Mostly consecutive numbers, stored as runs: the versions of a file with one secret. */
class Runs {
  /** First and last number of each run, alternating, ascending. */
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
