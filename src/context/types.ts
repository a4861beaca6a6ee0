import type { Enclosure } from './enclosure.ts';

/** A name that a value was given, and how the two are joined. */
export interface NamedBy {
  readonly name: string;
  readonly join: 'assignment' | 'query' | 'argument' | 'element' | 'label' | 'fallback' | 'column';
  /** Whether the name is a key in quotes, as in JSON. */
  readonly isQuoted?: boolean;
  /** Up to six words right before the name, or the objects it is a member of: "API key for", `twilio.auth`. */
  readonly phrase?: string;
}

/** The URL that the value is part of. */
export interface UrlAround {
  /** `https:`, `ws:` …; absent for a relative URL. */
  readonly scheme?: string;
  /** Absent when relative, or when a variable stands in its place. */
  readonly host?: string;
  /** From the first slash (or the start of a relative URL) to `?` or `#`. */
  readonly path: string;
  /** What stands between path and value: `?hash=`, `#`, `/`. */
  readonly tail: string;
}

/** What stands around one run, read in a bounded window. */
export interface Context {
  readonly value: string;
  /** The window before the value with its escapes written out; ends where the value begins. */
  readonly before: string;
  readonly after: string;
  /** Whether the window had escapes, so that it says more than the text as it stands. */
  readonly wasEscaped: boolean;
  readonly named: NamedBy | undefined;
  readonly url: UrlAround | undefined;
  /** Whether the header scheme `NVX` stands right before the value. */
  readonly hasScheme: boolean;
  /** The object or element it stands in. */
  readonly enclosure: Enclosure;
  /** How many different values its name carries in the text. */
  readonly valuesOfName: number;
}
