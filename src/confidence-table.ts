/** The confidence table: how a value is carried, against how near the platform is named. */
import type { PlatformLevel } from './platform-level.ts';
import type { Confidence } from './types.ts';

/** How strongly the carrier or the name of a value suggests a credential. */
export type Strength = 'decisive' | 'carrier' | 'credential' | 'qualified' | 'vehicles' | 'positional' | 'unnamed';

/**
 * The confidence for each strength and platform level. In a file that does not name the platform, only a carrier of the
 * platform counts; in a file about the platform, a generic name is enough. There are no scores, so the effect of a
 * change is easy to predict.
 */
const CONFIDENCE: Readonly<Record<Strength, Readonly<Record<PlatformLevel['level'], Confidence | undefined>>>> = {
  decisive: { line: 'high', near: 'high', file: 'high', repository: 'high', none: 'high' },
  carrier: { line: 'high', near: 'high', file: 'medium', repository: 'medium', none: 'low' },
  credential: { line: 'high', near: 'high', file: 'medium', repository: 'low', none: 'low' },
  qualified: { line: 'high', near: 'medium', file: 'low', repository: undefined, none: undefined },
  vehicles: { line: 'medium', near: 'medium', file: 'medium', repository: 'medium', none: undefined },
  positional: { line: 'medium', near: 'medium', file: 'low', repository: undefined, none: undefined },
  unnamed: { line: 'medium', near: 'low', file: undefined, repository: undefined, none: undefined },
};

/** @returns the table's confidence, before exclusions and limits */
export function confidenceOf(strength: Strength | undefined, level: PlatformLevel['level']): Confidence | undefined {
  return strength === undefined ? undefined : CONFIDENCE[strength][level];
}
