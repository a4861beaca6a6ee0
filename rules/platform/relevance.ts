import { mayHoldCandidate } from '../../src/candidates.ts';
import { hasHashRun } from '../../src/hash-runs.ts';
import { splitName } from '../../src/names.ts';
import { mayCallHashEndpoint } from '../../src/navixy/calls.ts';
import { HASH_FIELD, PASSWORD_FIELD, mentionsAuthorization } from '../../src/navixy/carriers.ts';
import { mayCallDistinctivePath } from '../../src/navixy/distinctive.ts';
import { mayMentionPlatform } from '../../src/navixy/mention.ts';
import { nextProbe } from '../../src/spellings/base64.ts';
import { readSettings, type SharedSettings } from './settings.ts';

/** Without one of these there is neither a credential nor a call that could be wrong, whatever the paths. */
function hasCarrier(text: string): boolean {
  return (
    text.includes(HASH_FIELD) ||
    text.includes(PASSWORD_FIELD) ||
    mentionsAuthorization(text) ||
    mayCallHashEndpoint(text)
  );
}

interface Answer {
  readonly text: string;
  /** As the project wrote them, and as they are read. */
  readonly written: unknown;
  readonly settings: SharedSettings;
  readonly isNamed: boolean;
  readonly mayConcern: boolean;
  readonly mayHoldHash: boolean;
}

/** The rules ask about one file in turn, so the last answer serves all but the first of them. */
let last: Answer | undefined;

function answer(text: string, shared: Readonly<Record<string, unknown>> | undefined): Answer {
  const written = shared?.['navixy'];
  if (last?.text === text && last.written === written) return last;
  const settings = readSettings(shared);
  const isNamed = findsName(text, settings);
  last = {
    text,
    written,
    settings,
    isNamed,
    mayConcern: isNamed || findsPath(text, settings),
    // Pieces and escapes are looked for only where the platform is named.
    mayHoldHash: hasHashRun(text) || nextProbe(text, 0) !== undefined || (isNamed && mayHoldCandidate(text)),
  };
  return last;
}

/** Asked by every rule of every file, so what the rules need of a context and no more. */
interface FileContext {
  readonly sourceCode: { readonly text?: unknown };
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** Whether any rule can have something to say about a file: a few substring searches, before any tree is touched. */
export function mayMatter({ sourceCode, settings }: FileContext): boolean {
  const { text } = sourceCode;
  if (typeof text !== 'string') return false;
  const { mayConcern, mayHoldHash } = answer(text, settings);
  return mayConcern || mayHoldHash;
}

/** What is known about a file without reading it: for rules that {@link mayMatter} lets through, thus with a text. */
export function fileFacts({ sourceCode, settings }: FileContext): Answer {
  return answer(sourceCode.text as string, settings);
}

function findsPath(text: string, settings: SharedSettings): boolean {
  if (!hasCarrier(text)) return false;
  // With types, the address may be any imported name.
  return (settings.typeInformation && text.includes('import')) || mayCallDistinctivePath(text);
}

function findsName(text: string, { hosts, names }: SharedSettings): boolean {
  return (
    mayMentionPlatform(text) ||
    hosts.some((host) => text.includes(host)) ||
    names.some((name) => spellings(name).test(text))
  );
}

/** A name from the settings in any spelling: `FLEET_KEY`, `fleetKey`, `fleet-key`. */
function spellings(name: string): RegExp {
  return new RegExp(splitName(name).join('[_-]?'), 'iu');
}
