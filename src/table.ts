/** The table of the judgement: what carries a value, against how near the platform is named. */
import type { PlatformLevel } from './platform-level.ts';
import type { Confidence } from './types.ts';

/** What the carrier or the name of a value says by itself. */
export type Strength = 'decisive' | 'carrier' | 'credential' | 'qualified' | 'vehicles' | 'positional' | 'unnamed';

/**
 * The judgement: how strongly the value is carried as a credential, against how near the platform is named.
 * A stranger's file needs a carrier that is the platform's own; in a file about the platform a generic
 * name is enough. Nothing here is a number, so a reader can tell what a change of the code would do.
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

/** @returns what the table says, before anything rules it out or limits it */
export function confidenceOf(strength: Strength | undefined, level: PlatformLevel['level']): Confidence | undefined {
  return strength === undefined ? undefined : CONFIDENCE[strength][level];
}
