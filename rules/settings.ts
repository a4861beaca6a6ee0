import type { Confidence, Settings } from '../src/types.ts';

/** `settings.navixy`, read once per rule and file; a rule's own option overrides `minimumConfidence`. */
export interface SharedSettings extends Settings {
  readonly hosts: readonly string[];
  readonly names: readonly string[];
  readonly minimumConfidence: Confidence;
}

const CONFIDENCES: readonly unknown[] = ['low', 'medium', 'high'] satisfies Confidence[];

/** @returns the shared settings; what is missing or of the wrong type falls back to its default */
export function readSettings(settings: Readonly<Record<string, unknown>> | undefined): SharedSettings {
  const own = settings?.['navixy'];
  const given = typeof own === 'object' && own !== null ? (own as Record<string, unknown>) : {};
  return {
    // People paste whole addresses where a host is asked for.
    hosts: readStrings(given['hosts']).map((host) => host.replace(/^[a-z]+:\/\/|[:/].*$/gi, '')),
    names: readStrings(given['names']),
    minimumConfidence: isConfidence(given['minimumConfidence']) ? given['minimumConfidence'] : 'medium',
  };
}

function isConfidence(value: unknown): value is Confidence {
  return CONFIDENCES.includes(value);
}

function readStrings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string' && item !== '') : [];
}
