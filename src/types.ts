// The types of detection that `rules/` and `scanner/` share.
import type { Secret } from './secret.ts';

/** Confidence of a verdict: `low` is a bare 32-hex value with a hint, `medium` lacks one piece of evidence. */
export type Confidence = 'low' | 'medium' | 'high';

/**
 * Whether a document may hold a finding: under no path and in no repository, only if its path or the repository names
 * the platform, or in any case.
 */
export type MayHold = 'no' | 'if-platform' | 'yes';

/** Kind of the value; `hash` if the context does not show it, since keys and sessions look identical. */
export type Kind = 'api-key' | 'session' | 'panel-session' | 'share-key' | 'hash';

/** How the value, or the text right before it, is written in the file. */
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

/** One observation for or against a credential. */
export interface Evidence {
  /** Stable identifier, e.g. `nvx-scheme`; listed in docs/detection.md. */
  readonly signal: string;
  readonly effect: 'for' | 'against';
  /** For people; never contains the value. */
  readonly detail: string;
}

export interface Verdict {
  readonly confidence: Confidence;
  readonly kind: Kind;
  readonly evidence: readonly Evidence[];
}

/** A run that is a credential according to its verdict. Offsets are UTF-16 code units of the text. */
export interface Detection extends Verdict {
  readonly secret: Secret;
  readonly start: number;
  readonly end: number;
  readonly encoding: Encoding;
  /** Base URL of the API (`https://…`) found near the value, if any. It is not trusted. */
  readonly baseUrl?: string;
}

/** A position as editors show it: lines and columns from 1, columns in UTF-16 code units. */
export interface Region {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface LocatedDetection extends Detection, Region {}

/** A project's settings; the same keys in `settings.navixy` and in the command's settings file. */
export interface Settings {
  /** Host names of white-label installations, e.g. `gps.brand.example`. */
  readonly hosts?: readonly string[];
  /**
   * Additional names that this project uses for a hash, e.g. `FLEET_KEY`. Compared without letter case and separators.
   */
  readonly names?: readonly string[];
  /** Accepted findings, each with its reason. */
  readonly allow?: readonly AllowEntry[];
  /** Minimum confidence of a finding. Default `medium`. */
  readonly minimumConfidence?: Confidence;
  /** A baseline file, relative to the settings file. Used only by the command. */
  readonly baseline?: string;
  /** Whether the rules resolve imports through TypeScript types. Used only by the rules. Default `false`. */
  readonly typeInformation?: boolean;
}

/** Accepts a value by its SHA-256 as reports show it, or files by a path pattern. */
export type AllowEntry = ({ readonly sha256: string } | { readonly path: string }) & {
  readonly reason: string;
  /** Last valid day, `YYYY-MM-DD` in UTC. Default: no expiry. */
  readonly expires?: string;
};

export interface DetectOptions {
  /** Path of the document; the file name is evidence too. */
  readonly path?: string;
  readonly settings?: Settings;
  /** Minimum confidence of returned detections. Default `medium`. */
  readonly minimumConfidence?: Confidence;
  /** Whether other files of the repository name the platform. */
  readonly repositoryUsesPlatform?: boolean;
}
