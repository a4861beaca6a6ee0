// Parses commit and tag objects: author, committer, dates, subject and message.
/** The facts in a commit or tag object. All strings are untrusted. */
export interface CommitFacts {
  readonly author: string;
  readonly email: string;
  /** Author date in ISO 8601 with the author's offset; empty if invalid. */
  readonly date: string;
  /** Committer and commit date; empty for a tag. */
  readonly committer: string;
  readonly committerEmail: string;
  readonly commitDate: string;
  readonly subject: string;
}

const BLANK_LINE = Buffer.from('\n\n');

/** @returns where the message of a commit or tag starts, in bytes; the object's length if it has none */
export function messageStart(object: Buffer): number {
  const at = object.indexOf(BLANK_LINE);
  return at < 0 ? object.length : at + 2;
}

/** Parses the raw bytes of a commit (`author`) or annotated tag (`tagger`). */
export function readCommit(object: Buffer): CommitFacts {
  const start = messageStart(object);
  const headers = object.subarray(0, start);
  const encoding = /^encoding (\S+)$/m.exec(headers.toString('latin1'))?.[1];
  const decode = decoder(encoding);
  const text = decode(headers);
  const author = personOf(/^(?:author|tagger) (.*)> (-?\d+) ([+-]\d{4})$/m.exec(text));
  const committer = personOf(/^committer (.*)> (-?\d+) ([+-]\d{4})$/m.exec(text));
  const message = decode(object.subarray(start));
  return {
    author: author.name,
    email: author.email,
    date: author.date,
    committer: committer.name,
    committerEmail: committer.email,
    commitDate: committer.date,
    subject: (message.replace(/^\s+/, '').split('\n\n')[0] ?? '').split('\n').join(' ').trim(),
  };
}

/**
 * @param match of name and address, seconds, and time zone. A single expression for both lines would try every `<` of a
 *   long line
 */
function personOf(match: RegExpExecArray | null): { name: string; email: string; date: string } {
  const [, person = '', seconds, zone] = match ?? [];
  const open = person.indexOf('<', person.lastIndexOf('>') + 1);
  if (seconds === undefined || open < 0) return { name: '', email: '', date: '' };
  const end = person[open - 1] === ' ' ? open - 1 : open;
  return { name: person.slice(0, end), email: person.slice(open + 1), date: isoDate(Number(seconds), zone ?? '+0000') };
}

function decoder(encoding: string | undefined): (bytes: Uint8Array) => string {
  try {
    const known = new TextDecoder(encoding ?? 'utf-8');
    return (bytes) => known.decode(bytes);
  } catch {
    return (bytes) => Buffer.from(bytes).toString('latin1');
  }
}

/**
 * @param seconds since 1970
 * @param offset `+hhmm`
 */
function isoDate(seconds: number, offset: string): string {
  const sign = offset.startsWith('-') ? -1 : 1;
  const minutes = sign * (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(3, 5)));
  const local = new Date((seconds + minutes * 60) * 1000);
  if (Number.isNaN(local.getTime())) return '';
  return `${local.toISOString().slice(0, 19)}${offset.slice(0, 3)}:${offset.slice(3, 5)}`;
}

/** @returns the number of parents that a commit names, present or not */
export function parentCount(object: Buffer): number {
  return object.toString('latin1', 0, messageStart(object)).match(/^parent /gm)?.length ?? 0;
}
