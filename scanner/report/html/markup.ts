import { clean } from '../../text/clean.ts';

/** Text of strangers, as text of a page or a quoted attribute. */
export function text(words: string): string {
  return clean(words).replace(/[&<>"'`]/g, (char) => `&#${char.charCodeAt(0)};`);
}

/** A link, if the address is one of the web; else the words alone. */
export function link(url: string | undefined, words: string): string {
  return url !== undefined && /^https:\/\//.test(url)
    ? `<a href="${text(url)}" rel="noreferrer">${text(words)}</a>`
    : text(words);
}

/** @returns a section with a heading; nothing for an empty one */
export function section(id: string, title: string, body: string): string {
  return body === '' ? '' : `${sectionStart(id, title)}${body}${SECTION_END}`;
}

/** What begins a section, for one that is written piece by piece. */
export function sectionStart(id: string, title: string): string {
  return `<section aria-labelledby="${id}"><h2 id="${id}">${text(title)}</h2>`;
}

export const SECTION_END = '</section>';
