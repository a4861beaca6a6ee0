// Makes documents from git objects, one for each path the object had in the history.
import type { ScanDocument } from '../model/document.ts';
import type { Origin } from '../model/finding.ts';
import type { Tips } from './tips.ts';
import type { Linker } from '../git/forge.ts';
import type { PathInHistory, Provenance } from './who-added-and-removed.ts';
import { SharedOrigins } from '../git/forge-links.ts';

/** Makes documents from objects: one for each path an object had, because a path is evidence too. */
export class ObjectDocuments {
  readonly #root: string;
  readonly #provenance: Provenance;
  readonly #link: Linker | undefined;
  readonly #staged: Tips['staged'];

  constructor(root: string, provenance: Provenance, link: Linker | undefined, staged: Tips['staged']) {
    this.#root = root;
    this.#provenance = provenance;
    this.#link = link;
    this.#staged = staged;
  }

  ofBlob(blob: string, bytes: Buffer): ScanDocument[] {
    const paths = this.#provenance.pathsOf(blob);
    if (paths.length > 0) return paths.map((place) => this.#document(place, bytes, { blob }));
    const file = this.#staged.get(blob);
    return [
      file === undefined
        ? unreachableDocument(blob, this.#root, bytes)
        : { ...file, origin: { type: 'staged', blob }, bytes },
    ];
  }

  /** Makes a document from the name of a tree entry, with its full path if a commit contains it. */
  ofName(tree: string, name: string): ScanDocument[] {
    const paths = this.#provenance
      .pathsOf(tree)
      .map(({ path, commit }) => ({ path: path === '' ? name : `${path}/${name}`, commit }));
    if (paths.length > 0) return paths.map((place) => this.#document(place, Buffer.from(place.path), { inName: true }));
    const { origin } = unreachableDocument(tree, this.#root, Buffer.alloc(0));
    return [{ path: name, root: this.#root, origin: { ...origin, inName: true }, bytes: Buffer.from(name) }];
  }

  #document(
    { path, commit }: PathInHistory,
    bytes: Buffer,
    details: { readonly blob?: string; readonly inName?: true },
  ): ScanDocument {
    const origin: Extract<Origin, { type: 'commit' }> = { type: 'commit', commit, ...details };
    const shared = new SharedOrigins((found) => ({ ...origin, ...found, ...details }), this.#link);
    return {
      path,
      root: this.#root,
      origin,
      bytes,
      originOf: ({ secret, line, endLine }) => {
        const found = this.#provenance.originOf(secret.fingerprint, path);
        return shared.of(found, details.inName === true ? undefined : { commit, path, line, endLine });
      },
    };
  }
}

/**
 * A document for an object whose commits are unknown, or not yet known.
 * @param name file name, if the secret is in the name
 */
export function untracedDocument(blob: string, root: string, bytes: Buffer, name?: string): ScanDocument {
  return {
    path: name ?? `blob:${blob}`,
    root,
    origin: { type: 'blob', blob, isUntraced: true, ...(name === undefined ? {} : { inName: true }) },
    bytes,
  };
}

/** A document for an object that no commit contains. */
export function unreachableDocument(blob: string, root: string, bytes: Buffer): ScanDocument {
  return { path: `blob:${blob}`, root, origin: { type: 'blob', blob, inHead: false, reachable: false }, bytes };
}
