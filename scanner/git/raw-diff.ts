// Parses the output of `git diff-tree --stdin --raw -z`.
/** One file in the output of `git diff-tree --stdin --raw -z`. */
export interface RawEntry {
  readonly commit: string;
  /** `:<mode> <mode> <oid> <oid> <status>`, with one more colon, mode, id and status for each further parent. */
  readonly entry: string;
  readonly path: string;
}

/** @param output of `git diff-tree --stdin --raw -z`, as text: `<commit>\0`, then for each file `<entry>\0<path>\0` */
export function* rawEntries(output: string): Generator<RawEntry> {
  const fields = output.split('\0');
  let commit = '';
  for (let at = 0; at < fields.length; at += 1) {
    const field = fields[at]!;
    if (field.startsWith(':')) yield { commit, entry: field, path: fields[(at += 1)] ?? '' };
    else commit = field;
  }
}
