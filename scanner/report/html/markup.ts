// HTML report: escaping, links and sections.

import { clean } from '../../text/clean.ts';

/** Untrusted text, escaped for HTML content or a quoted attribute. */
export function text(words: string): string {
  return clean(words).replace(/[&<>"'`]/g, (char) => `&#${char.charCodeAt(0)};`);
}

/** A link if the URL is http(s); otherwise only the text. */
export function link(url: string | undefined, words: string): string {
  return url !== undefined && /^https:\/\//.test(url)
    ? `<a href="${text(url)}" rel="noreferrer">${text(words)}</a>`
    : text(words);
}

/** @returns a section with a heading; empty for an empty body */
export function section(id: string, title: string, body: string): string {
  return body === '' ? '' : `${sectionStart(id, title)}${body}${SECTION_END}`;
}

/** The start tag and heading of a section that is written in pieces. */
export function sectionStart(id: string, title: string): string {
  return `<section aria-labelledby="${id}"><h2 id="${id}">${text(title)}</h2>`;
}

export const SECTION_END = '</section>';

/**
 * A command with a button that copies it; without the script, there is no button. Lines break between words, never
 * behind the dashes of an option.
 */
export function commandBlock(command: string): string {
  const words = command.split(' ').map((word) => `<span>${text(word)}</span>`);
  return `<div class="command"><pre><code>${words.join(' ')}</code></pre><button type="button" class="copy">Copy</button></div>`;
}
