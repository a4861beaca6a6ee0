/** Addresses that need no escape in Markdown, JSON or a terminal. */
const PLAIN = /^https?:\/\/[\w.-]+(?::\d+)?\/[\w.~:/?#@&=+,;%-]*$/;

/**
 * @returns an address of the web that does no harm where it is written; undefined for any other, for a report that is
 *   merged may say anything
 */
export function webLink(url: string | undefined): string | undefined {
  return url !== undefined && url.length <= 2000 && PLAIN.test(url) ? url : undefined;
}
