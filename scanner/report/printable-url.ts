// Checks URLs before they are printed as links.

/** URLs that need no escape in Markdown, JSON or a terminal. */
const PLAIN = /^https?:\/\/[\w.-]+(?::\d+)?\/[\w.~:/?#@&=+,;%-]*$/;

/**
 * @returns the URL if it is http(s) and harmless where it is printed; otherwise undefined, because a merged report is
 *   untrusted
 */
export function webLink(url: string | undefined): string | undefined {
  return url !== undefined && url.length <= 2000 && PLAIN.test(url) ? url : undefined;
}
