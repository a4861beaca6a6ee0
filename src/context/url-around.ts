// Reads the URL that a value is part of.
import type { UrlAround } from './types.ts';

const URL_BREAK = /[\s"'`<>|\\^{}()[\],;]/;
/** {@link URL_BREAK} as a table for ASCII. */
const BREAKS = Uint8Array.from({ length: 128 }, (_, code) => (URL_BREAK.test(String.fromCharCode(code)) ? 1 : 0));

function isBreak(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code < 128 ? BREAKS[code] === 1 : URL_BREAK.test(text[at]!);
}

/** Reads back from the end of `before` over URL characters; a template placeholder or a variable ends the host. */
export function urlAround(before: string): UrlAround | undefined {
  let start = before.length;
  while (start > 0 && !isBreak(before, start - 1)) start -= 1;
  const text = gluedLiteral(before, start) ?? before.slice(start);
  return absoluteUrl(text) ?? relativeUrl(text);
}

/** The innermost URL counts: `https://sso.example/?to=https://gps.brand.example/…?session_key=`. */
function absoluteUrl(text: string): UrlAround | undefined {
  const slashes = text.lastIndexOf('://');
  if (slashes === -1) return undefined;
  const scheme = /[a-z][a-z0-9+.-]{0,12}$/i.exec(text.slice(Math.max(0, slashes - 14), slashes));
  if (scheme === null) return undefined;
  const rest = /^(?:[^\s/?#@]*@)?([^\s/?#]*)([^?#]*)([?#].*)?$/s.exec(text.slice(slashes + 3));
  if (rest === null) return undefined;
  const host = rest[1]!.replace(/:\d*$/, '').toLowerCase();
  return {
    scheme: `${scheme[0].toLowerCase()}:`,
    ...(host === '' ? {} : { host }),
    path: rest[2] ?? '',
    tail: rest[3] ?? '',
  };
}

function relativeUrl(text: string): UrlAround | undefined {
  const match = /^(?:\/\/([^/?#\s]+))?([\p{L}\p{N}_.~%/-]*)([?#].*)$/su.exec(text);
  if (match === null) return undefined;
  return { ...(match[1] === undefined ? {} : { host: match[1].toLowerCase() }), path: match[2]!, tail: match[3]! };
}

/** `'…/tracker/list?hash=' + '<value>'`: the URL ends in the preceding literal. */
function gluedLiteral(before: string, start: number): string | undefined {
  if (start !== before.length) return undefined;
  const glue = /[?&][\p{L}_[\]]{1,40}=["'`]\s{0,20}(?:\+|\.|&|,|\.\.|~|<<)?\s{0,20}["'`]$/u.exec(before.slice(-120));
  if (glue === null) return undefined;
  const end = before.length - Math.min(120, before.length) + glue.index;
  let from = end;
  while (from > 0 && !isBreak(before, from - 1)) from -= 1;
  return before.slice(from).replace(/["'`].*$/s, '');
}
