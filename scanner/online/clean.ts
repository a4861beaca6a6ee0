const CONTROL = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;
const HEX_RUN = /(?<![0-9a-fA-F])[0-9a-fA-F]{32}(?![0-9a-fA-F])/gu;

/**
 * Makes text of strangers (paths, titles of keys) fit for a terminal: no control characters, which
 * could move the cursor or hide a line, and no 32-hex run, which may be the secret itself.
 */
export function clean(text: string): string {
  return text
    .replace(CONTROL, '?')
    .replace(HEX_RUN, (run) => `${run.slice(0, 4)}…${run.slice(-4)}`);
}
