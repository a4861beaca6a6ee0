/** Judges one value: weighs its carrier, the platform's distance and everything against it into a verdict. */
import {
  withUse,
  lacksCredentialWord,
  mayBelongToVendor,
  readContextName,
  readCarrier,
  unlessVendorNearby,
  type CarrierReading,
} from './carrier.ts';
import { reaches } from './compare-confidence.ts';
import type { Context } from './context/types.ts';
import { evidenceAgainst } from './evidence.ts';
import { kindOf } from './kinds.ts';
import { findLimit, findGeneratedFile, findObjections } from './limits.ts';
import type { PlatformLevel } from './platform-level.ts';
import { confidenceOf, type Strength } from './confidence-table.ts';
import { readShape } from './token-shape.ts';
import type { Confidence, Evidence, Verdict } from './types.ts';
import type { NameUses } from './name-uses.ts';
import { readValueShape } from './placeholders.ts';

export interface Judgement {
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
export interface JudgeInput {
  readonly path: string | undefined;
  /** Compact forms of the names from the settings. */
  readonly given: ReadonlySet<string>;
  /** White-label hosts from the settings. */
  readonly hosts: readonly string[];
  /** How the document uses its names. */
  readonly uses: Pick<NameUses, 'isSentAsCredential'>;
  /** Signals to ignore, used to measure what each signal is worth. */
  readonly without?: ReadonlySet<string>;
}

const HARMLESS_VALUES: ReadonlySet<string> = new Set(['documented-sample', 'placeholder']);

/**
 * Judges one value.
 * @param platformOf computes how near the platform is named; called only when the result can matter
 * @param minimum lowest confidence of interest; most values below it are rejected from part of the context
 * @returns undefined for a verdict below `minimum` or no verdict, unless `minimum` is `low`
 */
export function classify(
  context: Context,
  platformOf: () => PlatformLevel,
  input: JudgeInput,
  minimum: Confidence = 'low',
): Judgement | undefined {
  const { path, given, hosts, uses, without } = input;
  const isEnabled = (piece: Evidence | undefined): piece is Evidence => {
    return piece !== undefined && without?.has(piece.signal) !== true;
  };
  const includesLow = minimum === 'low';
  const evidence = readValueShape(context.value).filter(isEnabled);
  if (!includesLow && evidence.some(({ signal }) => HARMLESS_VALUES.has(signal))) return undefined;
  const shapeFound = readShape(context);
  const enabledShape = isEnabled(shapeFound) ? shapeFound : undefined;
  if (!includesLow && enabledShape !== undefined && !context.hasScheme) return undefined;
  const nameCarrier = withoutIgnored(
    readCarrier(context, context.named === undefined ? undefined : readContextName(context, given), hosts),
    without,
  );
  if (!includesLow && nameCarrier.strength === undefined && nameCarrier.by === undefined) return undefined;
  const platform = platformOf();
  const usedCarrier = without?.has('sent-as-hash') === true ? nameCarrier : withUse(nameCarrier, platform.level, uses);
  const isOfInterest = (confidence: Confidence | undefined) => {
    return includesLow || (confidence !== undefined && reaches(confidence, minimum));
  };
  // Limits and nearby services of other vendors can only lower the verdict.
  if (!isOfInterest(confidenceOf(usedCarrier.strength, platform.level))) return undefined;
  const hasRivalVendor = mayBelongToVendor(usedCarrier, platform.level) && without?.has('vendor-near') !== true;
  const carrier = hasRivalVendor ? unlessVendorNearby(usedCarrier, context, platform.level) : usedCarrier;
  const { strength, evidence: carrierEvidence } = carrier;
  evidence.push(...carrierEvidence);
  const shape = enabledShape ?? findGeneratedFile(path, strength);
  if (isEnabled(shape)) evidence.push(shape);
  if (platform.evidence !== undefined) evidence.push(platform.evidence);

  const base = confidenceOf(strength, platform.level);
  if (!isOfInterest(base)) return undefined;
  const kind = kindOf(context);
  const isShareKey = kind === 'share-key' && without?.has('share-link') !== true;
  if (isShareKey)
    evidence.push(evidenceAgainst('share-link', 'a key of a shared map or delivery page, meant to be given away'));
  if (strength !== undefined && base !== undefined) {
    const isNameless = lacksCredentialWord(strength, context, given);
    evidence.push(...findObjections({ context, strength, level: platform.level, path, isNameless }).filter(isEnabled));
  }
  const limit = findLimit(evidence, isEnabled(shape) ? shape : undefined, context.hasScheme, strength);
  const confidence = limit === undefined ? base : limit.cap(base);
  if (!isOfInterest(confidence)) return undefined;
  return {
    verdict: confidence === undefined ? undefined : { confidence, kind, evidence },
    evidence,
    strength,
    base,
    limitedBy: confidence === base ? undefined : limit?.signal,
  };
}

/** Removes the effect of ignored signals from the carrier. */
function withoutIgnored(found: CarrierReading, without: ReadonlySet<string> | undefined): CarrierReading {
  if (without === undefined || !found.evidence.some(({ signal }) => without.has(signal))) return found;
  // Without the evidence for another owner, the name counts as some credential's.
  const strength = found.strength === undefined ? 'credential' : 'unnamed';
  return { strength, evidence: [], ...(found.by === undefined ? {} : { by: found.by }) };
}
