/** Judges one value: weighs its carrier, the platform's distance and everything against it into a verdict. */
import {
  followed,
  hasNoCredentialsName,
  isAnothers,
  readNamed,
  strengthOf,
  unlessAnothers,
  type Carried,
} from './carried.ts';
import { reaches } from './confidence.ts';
import type { Context } from './context/types.ts';
import { seenAgainst } from './evidence.ts';
import { kindOf } from './kinds.ts';
import { limitOf, ofGeneratedFile, readSurroundings } from './limits.ts';
import type { PlatformLevel } from './platform-level.ts';
import { confidenceOf, type Strength } from './table.ts';
import { readShape } from './token-shape.ts';
import type { Confidence, Evidence, Verdict } from './types.ts';
import type { Uses } from './uses.ts';
import { readValue } from './value-shape.ts';

export interface Judged {
  /** Absent when there is no evidence for a credential, or something rules it out. */
  readonly verdict: Verdict | undefined;
  /** All evidence, also for a run that is no finding. */
  readonly evidence: readonly Evidence[];
  /** Row of the confidence table; absent when the name or the address belongs to something else. */
  readonly strength: Strength | undefined;
  /** The table's confidence for that row and platform level, before limits and exclusions. */
  readonly base: Confidence | undefined;
  /** The signal that lowered the verdict below the table's entry. */
  readonly limitedBy: string | undefined;
}

/** Everything the judgement needs besides the context. */
export interface Told {
  readonly path: string | undefined;
  /** Compact forms of the names from the settings. */
  readonly given: ReadonlySet<string>;
  /** White-label hosts from the settings. */
  readonly hosts: readonly string[];
  /** How the document uses its names. */
  readonly uses: Pick<Uses, 'reachesCarrier'>;
  /** Signals to ignore, used to measure what each signal is worth. */
  readonly without?: ReadonlySet<string>;
}

const NOT_BY_ITSELF: ReadonlySet<string> = new Set(['documented-sample', 'placeholder']);

/**
 * Judges one value.
 * @param platformOf computes how near the platform is named; called only when the result can matter
 * @param minimum lowest confidence of interest; most values below it are rejected from part of the context
 * @returns undefined for a verdict below `minimum` or no verdict, unless `minimum` is `low`
 */
export function classify(
  context: Context,
  platformOf: () => PlatformLevel,
  told: Told,
  minimum: Confidence = 'low',
): Judged | undefined {
  const { path, given, hosts, uses, without } = told;
  const isSought = (piece: Evidence | undefined): piece is Evidence => {
    return piece !== undefined && without?.has(piece.signal) !== true;
  };
  const isLowOfInterest = minimum === 'low';
  const evidence = readValue(context.value).filter(isSought);
  if (!isLowOfInterest && evidence.some(({ signal }) => NOT_BY_ITSELF.has(signal))) return undefined;
  const seenShape = readShape(context);
  const shapeAround = isSought(seenShape) ? seenShape : undefined;
  if (!isLowOfInterest && shapeAround !== undefined && !context.hasScheme) return undefined;
  const byName = sought(
    strengthOf(context, context.named === undefined ? undefined : readNamed(context, given), hosts),
    without,
  );
  if (!isLowOfInterest && byName.strength === undefined && byName.by === undefined) return undefined;
  const platform = platformOf();
  const carriedThere = without?.has('sent-as-hash') === true ? byName : followed(byName, platform.level, uses);
  const isWanted = (confidence: Confidence | undefined) => {
    return isLowOfInterest || (confidence !== undefined && reaches(confidence, minimum));
  };
  // Limits and nearby services of other vendors can only lower the verdict.
  if (!isWanted(confidenceOf(carriedThere.strength, platform.level))) return undefined;
  const mayBeAnothers = isAnothers(carriedThere, platform.level) && without?.has('vendor-near') !== true;
  const own = mayBeAnothers ? unlessAnothers(carriedThere, context, platform.level) : carriedThere;
  const { strength, evidence: ofCarrier } = own;
  evidence.push(...ofCarrier);
  const shape = shapeAround ?? ofGeneratedFile(path, strength);
  if (isSought(shape)) evidence.push(shape);
  if (platform.evidence !== undefined) evidence.push(platform.evidence);

  const base = confidenceOf(strength, platform.level);
  if (!isWanted(base)) return undefined;
  const kind = kindOf(context);
  const isShared = kind === 'share-key' && without?.has('share-link') !== true;
  if (isShared)
    evidence.push(seenAgainst('share-link', 'a key of a shared map or delivery page, meant to be given away'));
  if (strength !== undefined && base !== undefined) {
    const isNameless = hasNoCredentialsName(strength, context, given);
    evidence.push(...readSurroundings({ context, strength, level: platform.level, path, isNameless }).filter(isSought));
  }
  const limit = limitOf(evidence, isSought(shape) ? shape : undefined, context.hasScheme, strength);
  const confidence = limit === undefined ? base : limit.most(base);
  if (!isWanted(confidence)) return undefined;
  return {
    verdict: confidence === undefined ? undefined : { confidence, kind, evidence },
    evidence,
    strength,
    base,
    limitedBy: confidence === base ? undefined : limit?.signal,
  };
}

/** Removes the effect of ignored signals from the carrier. */
function sought(found: Carried, without: ReadonlySet<string> | undefined): Carried {
  if (without === undefined || !found.evidence.some(({ signal }) => without.has(signal))) return found;
  // Without the evidence for another owner, the name counts as some credential's.
  const strength = found.strength === undefined ? 'credential' : 'unnamed';
  return { strength, evidence: [], ...(found.by === undefined ? {} : { by: found.by }) };
}
