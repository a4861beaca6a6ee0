import type { Secret } from './secret.ts';

/** How sure a verdict is: `low` is a bare 32-hex with a hint, `medium` fits but one piece of evidence short. */
export type Confidence = 'low' | 'medium' | 'high';

/** What the value is. `hash` where the surroundings cannot tell: keys and sessions look identical. */
export type Kind = 'api-key' | 'session' | 'panel-session' | 'share-key' | 'hash';

/** How the value, or what stands right before it, is written in the file. */
export type Encoding =
  | 'plain'
  | 'percent'
  | 'quoted-printable'
  | 'escape'
  | 'entity'
  | 'joined'
  | 'base64'
  | 'utf-16le'
  | 'utf-16be'
  | 'utf-32le'
  | 'utf-32be';

/** One thing that was seen, and whether it speaks for or against a credential. */
export interface Evidence {
  /** Stable id, e.g. `nvx-scheme`; listed in docs/detection.md. */
  readonly signal: string;
  readonly effect: 'for' | 'against';
  /** For people; never holds the value. */
  readonly detail: string;
}

export interface Verdict {
  readonly confidence: Confidence;
  readonly kind: Kind;
  readonly evidence: readonly Evidence[];
}

/** A run that was judged to be a credential. Offsets are UTF-16 code units into the text given. */
export interface Detection extends Verdict {
  readonly secret: Secret;
  readonly start: number;
  readonly end: number;
  readonly encoding: Encoding;
  /** `https://…` base URL of the API found beside the value, if any. Found, not trusted. */
  readonly baseUrl?: string;
}

/** A position as editors count: lines and columns from 1, columns in UTF-16 code units. */
export interface Region {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface LocatedDetection extends Detection, Region {}

/** What a project tells about itself; the same keys in `settings.navixy` and in the command's options. */
export interface Settings {
  /** Host names of white-label installations, e.g. `gps.brand.example`. */
  readonly hosts?: readonly string[];
  /** More names under which this project keeps a hash, e.g. `FLEET_KEY`. Compared without case and separators. */
  readonly names?: readonly string[];
  /** Findings that are known and accepted, each with its reason. */
  readonly allow?: readonly AllowEntry[];
  /** The least confidence that counts as found. Default `medium`. */
  readonly minimumConfidence?: Confidence;
  /** A baseline file, relative to the file of the settings. Of the command alone. */
  readonly baseline?: string;
  /** Whether the rules resolve what a file imports through its types. Of the lint alone. Default `false`. */
  readonly typeInformation?: boolean;
}

/** By the SHA-256 of the value as a report shows it, or by a pattern over paths. */
export type AllowEntry = ({ readonly sha256: string } | { readonly path: string }) & {
  readonly reason: string;
  /** The last day on which it holds, `YYYY-MM-DD` in UTC. Default: it holds for ever. */
  readonly expires?: string;
};

export interface DetectOptions {
  /** Path of the document, for its name is evidence too. */
  readonly path?: string;
  readonly settings?: Settings;
  /** The least confidence to return. Default `medium`. */
  readonly minimumConfidence?: Confidence;
  /** Whether anything else in the same repository names the platform. */
  readonly repositoryUsesPlatform?: boolean;
}
