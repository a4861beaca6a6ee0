/** The judgement of one value. */
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
  /** Absent when nothing speaks for a credential, or something rules it out. */
  readonly verdict: Verdict | undefined;
  /** Everything that was seen, also for a run that is no finding. */
  readonly evidence: readonly Evidence[];
  /** The row of the table; absent when the name or the address belongs to something else. */
  readonly strength: Strength | undefined;
  /** What the table says for that row and the platform's level, before anything rules it out or limits it. */
  readonly base: Confidence | undefined;
  /** The signal that made the verdict lower than the table's entry. */
  readonly limitedBy: string | undefined;
}

/** What the judgement is told beside the context. */
export interface Told {
  readonly path: string | undefined;
  /** Compact names from the settings. */
  readonly given: ReadonlySet<string>;
  /** White-label hosts from the settings. */
  readonly hosts: readonly string[];
  /** Where the names of the document are used. */
  readonly uses: Pick<Uses, 'reachesCarrier'>;
  /** Signals that are not looked for: what each is worth is measured so. */
  readonly without?: ReadonlySet<string>;
}

const NOT_BY_ITSELF: ReadonlySet<string> = new Set(['documented-sample', 'placeholder']);

/**
 * Judges one value.
 * @param platformOf how near the platform is named; asked only where it matters
 * @param minimum verdicts below it are of no interest, and most of them are told from a part of what is there
 * @returns undefined for a verdict below `minimum`, or for none, unless that is `low`
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
  // A limit, or another service nearby, makes no verdict higher.
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

/** What a value would be carried by without some signals. */
function sought(found: Carried, without: ReadonlySet<string> | undefined): Carried {
  if (without === undefined || !found.evidence.some(({ signal }) => without.has(signal))) return found;
  // Without what says that it is another's, a name is that of some credential.
  const strength = found.strength === undefined ? 'credential' : 'unnamed';
  return { strength, evidence: [], ...(found.by === undefined ? {} : { by: found.by }) };
}
