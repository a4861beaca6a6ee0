import { BOTH_AT_ONCE_CODE } from './both-at-once-code.ts';
import { BOTH_AT_ONCE_DOCUMENTS } from './both-at-once-documents.ts';
import { HARMLESS_DIGESTS } from './harmless-digests.ts';
import { HARMLESS_IN_PLATFORM_PROJECTS } from './harmless-in-platform-projects.ts';
import { HARMLESS_OTHER_SERVICES } from './harmless-other-services.ts';
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
import { LEAKS_STRINGS_IN_STRINGS } from './leaks-strings-in-strings.ts';
import { LEAK_FORMS, type LeakForm } from './leaks.ts';
import { SECOND_HARMLESS } from './second-harmless.ts';
import { SECOND_LEAKS_PROJECTS } from './second-leaks-projects.ts';
import { SECOND_LEAKS_SAMPLES } from './second-leaks-samples.ts';
import { SECOND_LEAKS_SCRIPTS } from './second-leaks-scripts.ts';

/** Leaks that the judgement knowingly leaves alone; `docs/detection.md` says why. */
const UNDECIDED = new Set([
  'netrc: machine',
  'graphql: variables of a proxy',
  'log: chat export',
  'encoded: base64 of UTF-16 for PowerShell',
  'encoded: base64 in base64',
  'python: single letters',
  'repository: key in a settings file of its own',
]);

const EVERY_LEAK: readonly LeakForm[] = [
  ...LEAK_FORMS,
  ...LEAKS_JAVASCRIPT,
  ...LEAKS_PHP_PYTHON,
  ...LEAKS_LANGUAGES,
  ...LEAKS_CONFIG,
  ...LEAKS_CI,
  ...LEAKS_HTTP,
  ...LEAKS_LOGS,
  ...LEAKS_DOCUMENTS,
  ...LEAKS_STRINGS_IN_STRINGS,
  ...LEAKS_ENCODINGS,
  ...BOTH_AT_ONCE_CODE,
  ...BOTH_AT_ONCE_DOCUMENTS,
  ...SECOND_LEAKS_SCRIPTS,
  ...SECOND_LEAKS_PROJECTS,
  ...SECOND_LEAKS_SAMPLES,
];

/** Every form that holds one value to find. */
export const ALL_LEAKS = EVERY_LEAK.filter(([name]) => !UNDECIDED.has(name));
export const UNDECIDED_LEAKS = EVERY_LEAK.filter(([name]) => UNDECIDED.has(name));

/** Every form that holds nothing to find. */
export const ALL_HARMLESS: readonly HarmlessForm[] = [
  ...HARMLESS_FORMS,
  ...HARMLESS_DIGESTS,
  ...HARMLESS_OTHER_SERVICES,
  ...HARMLESS_IN_PLATFORM_PROJECTS,
  ...SECOND_HARMLESS,
];
