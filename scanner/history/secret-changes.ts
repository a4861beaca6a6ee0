// What one commit did to the secrets of its files: added, removed and moved secrets.
import type { Step } from './history-steps.ts';
import type { SecretSets } from './secret-sets.ts';

/** Secrets added to, or removed from, an object at a path. */
export interface SecretChange {
  /** Path of the object. */
  readonly base: string;
  readonly path: string;
  readonly object: number;
  /** Numbers of {@link SecretSets}, ascending. */
  readonly secrets: number[];
}

/** By the path of the object, plus the entry name if the secret is in a name. */
export type SecretChanges = Map<string, SecretChange>;

/** @returns the number of the secret as file content */
export function contentNumber(number: number, secretSets: SecretSets): number {
  return secretSets.nameOf(number) === '' ? number : secretSets.numberOf(secretSets.secretOf(number));
}

/** @returns the elements of the first list that all other lists contain */
export function intersect(
  first: readonly number[],
  others: readonly (readonly number[] | undefined)[],
): readonly number[] {
  if (others.length === 0) return first;
  const sets = others.map((other) => new Set(other));
  return first.filter((one) => sets.every((set) => set.has(one)));
}

/** The steps of one commit, without duplicates. */
export class CommitSteps {
  readonly #commit: number;
  readonly #known = new Map<string | undefined, Map<number, Step>>();

  constructor(commit: number) {
    this.#commit = commit;
  }

  step(object: number, otherPath: string | undefined): Step {
    let ofPath = this.#known.get(otherPath);
    if (ofPath === undefined) this.#known.set(otherPath, (ofPath = new Map()));
    let step = ofPath.get(object);
    if (step === undefined)
      ofPath.set(object, (step = { commit: this.#commit, object, ...(otherPath === undefined ? {} : { otherPath }) }));
    return step;
  }
}

/**
 * Other paths at which the same commit made the opposite change to a secret: a rename. A path with the same file name
 * is preferred.
 */
export class Moves {
  readonly #paths = new Map<number, string>();
  /** Paths by file name, and by secret. */
  readonly #sameName = new Map<string, Map<number, string>>();

  constructor(opposite: SecretChanges, secretSets: SecretSets) {
    for (const { path, secrets } of opposite.values()) {
      const name = nameOf(path);
      const sameName = this.#sameName.get(name) ?? new Map<number, string>();
      this.#sameName.set(name, sameName);
      for (const number of secrets) {
        const secret = contentNumber(number, secretSets);
        for (const paths of [this.#paths, sameName]) if (!paths.has(secret)) paths.set(secret, path);
      }
    }
  }

  pathOf({ secret, path }: { readonly secret: number; readonly path: string }): string | undefined {
    return this.#sameName.get(nameOf(path))?.get(secret) ?? this.#paths.get(secret);
  }
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
