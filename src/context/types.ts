// Types for the context of a value: its name, the URL around it, and the text before and after.
import type { Enclosure } from './enclosure.ts';

/** The name of a value, and how the two are joined. */
export interface NamedBy {
  readonly name: string;
  readonly join: 'assignment' | 'query' | 'argument' | 'element' | 'label' | 'fallback' | 'column';
  /** Whether the name is a quoted key, as in JSON. */
  readonly isQuoted?: boolean;
  /** Up to six words right before the name, or the objects that it is a member of: "API key for", `twilio.auth`. */
  readonly phrase?: string;
}

/** The URL that the value is part of. */
export interface UrlAround {
  /** `https:`, `ws:` …; absent for a relative URL. */
  readonly scheme?: string;
  /** Absent for a relative URL, or when a variable takes its place. */
  readonly host?: string;
  /** From the first slash (or the start of a relative URL) to `?` or `#`. */
  readonly path: string;
  /** The text between the path and the value: `?hash=`, `#`, `/`. */
  readonly tail: string;
}

/** The context of one run, read in a bounded window. */
export interface Context {
  readonly value: string;
  /** The unescaped window before the value; it ends where the value starts. */
  readonly before: string;
  readonly after: string;
  /** Whether the window had escapes, so it differs from the text as written. */
  readonly wasEscaped: boolean;
  readonly named: NamedBy | undefined;
  readonly url: UrlAround | undefined;
  /** Whether the authentication scheme `NVX` is right before the value. */
  readonly hasScheme: boolean;
  /** The object or element around the value. */
  readonly enclosure: Enclosure;
  /** How many different values have the same name in the text. */
  readonly valuesOfName: number;
}
