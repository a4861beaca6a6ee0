import { BOTH_AT_ONCE_CODE } from './both-at-once-code.ts';
import { BOTH_AT_ONCE_DOCUMENTS } from './both-at-once-documents.ts';
import { HARMLESS_DIGESTS } from './harmless-digests.ts';
import { HARMLESS_IN_PLATFORM_PROJECTS } from './harmless-in-platform-projects.ts';
import { HARMLESS_OTHER_SERVICES } from './harmless-other-services.ts';
import { HARMLESS_SEVERAL_LINES } from './harmless-several-lines.ts';
import { HARMLESS_FORMS, type HarmlessForm } from './harmless.ts';
import { LEAKS_CI } from './leaks-ci.ts';
import { LEAKS_CONFIG } from './leaks-config.ts';
import { LEAKS_DOCUMENTS } from './leaks-documents.ts';
import { LEAKS_ENCODINGS } from './leaks-encodings.ts';
import { LEAKS_HTTP } from './leaks-http.ts';
import { LEAKS_JAVASCRIPT } from './leaks-javascript.ts';
import { LEAKS_LANGUAGES } from './leaks-languages.ts';
import { LEAKS_LOGS } from './leaks-logs.ts';
import { LEAKS_PHP_PYTHON } from './leaks-php-python.ts';
import { LEAKS_SEVERAL_LINES } from './leaks-several-lines.ts';
import { LEAKS_STRINGS_IN_STRINGS } from './leaks-strings-in-strings.ts';
import { LEAK_FORMS, type LeakForm } from './leaks.ts';
import { SECOND_HARMLESS } from './second-harmless.ts';
import { SECOND_LEAKS_PROJECTS } from './second-leaks-projects.ts';
import { SECOND_LEAKS_SAMPLES } from './second-leaks-samples.ts';
import { SECOND_LEAKS_SCRIPTS } from './second-leaks-scripts.ts';

/** Leaks that are deliberately not found; `docs/detection.md` explains why. */
const UNDECIDED = new Set(['graphql: variables of a proxy', 'log: chat export', 'python: single letters']);

/** Leaks by where their ideas came from. */
const LEAKS_BY_SOURCE: Readonly<Record<string, readonly LeakForm[]>> = {
  'documentation and shapes of the platform': LEAK_FORMS,
  'JavaScript projects': LEAKS_JAVASCRIPT,
  'PHP and Python projects': LEAKS_PHP_PYTHON,
  'other languages': LEAKS_LANGUAGES,
  'settings files': LEAKS_CONFIG,
  'containers and pipelines': LEAKS_CI,
  'captures of traffic': LEAKS_HTTP,
  'logs in many languages': LEAKS_LOGS,
  'documents and dumps': LEAKS_DOCUMENTS,
  'expressions over several lines': LEAKS_SEVERAL_LINES,
  'strings in strings': LEAKS_STRINGS_IN_STRINGS,
  encodings: LEAKS_ENCODINGS,
  'code full of digests': BOTH_AT_ONCE_CODE,
  'documents full of digests': BOTH_AT_ONCE_DOCUMENTS,
  'scripts of public repositories': SECOND_LEAKS_SCRIPTS,
  'projects of public repositories': SECOND_LEAKS_PROJECTS,
  'samples of public repositories': SECOND_LEAKS_SAMPLES,
};

const EVERY_LEAK: readonly LeakForm[] = Object.values(LEAKS_BY_SOURCE).flat();

/** @returns where the idea of a leak came from */
export function sourceOf(form: LeakForm): string {
  return Object.entries(LEAKS_BY_SOURCE).find(([, forms]) => forms.includes(form))![0];
}

/** Every form with a value to find. */
export const ALL_LEAKS = EVERY_LEAK.filter(([name]) => !UNDECIDED.has(name));
export const UNDECIDED_LEAKS = EVERY_LEAK.filter(([name]) => UNDECIDED.has(name));

/** Look-alikes by where their ideas came from. */
const HARMLESS_BY_SOURCE: Readonly<Record<string, readonly HarmlessForm[]>> = {
  'common look-alikes': HARMLESS_FORMS,
  'digests of tools': HARMLESS_DIGESTS,
  'keys of other services': HARMLESS_OTHER_SERVICES,
  'values over several lines': HARMLESS_SEVERAL_LINES,
  'projects that use the platform': HARMLESS_IN_PLATFORM_PROJECTS,
  'public repositories': SECOND_HARMLESS,
};

/** Every form without a value to find. */
export const ALL_HARMLESS: readonly HarmlessForm[] = Object.values(HARMLESS_BY_SOURCE).flat();

/** @returns where the idea of a look-alike came from */
export function sourceOfHarmless(form: HarmlessForm): string {
  return Object.entries(HARMLESS_BY_SOURCE).find(([, forms]) => forms.includes(form))![0];
}
