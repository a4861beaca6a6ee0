// Decides from a file's text whether any rule may report something in it.
import { mayHoldCandidate } from '../../src/candidates.ts';
import { hasHashRun } from '../../src/hash-runs.ts';
import { splitName } from '../../src/names.ts';
import { mayCallHashEndpoint } from '../../src/navixy/call-facts.ts';
import { HASH_FIELD, PASSWORD_FIELD, mentionsAuthorization } from '../../src/navixy/carriers.ts';
import { mayCallDistinctivePath } from '../../src/navixy/distinctive.ts';
import { mayMentionPlatform } from '../../src/navixy/mention.ts';
import { nextProbe } from '../../src/spellings/base64.ts';
import { readSettings, type SharedSettings } from './settings.ts';

/** Without one of these words a text has neither a credential nor a wrong call, whatever its paths. */
function hasCarrier(text: string): boolean {
  return (
    text.includes(HASH_FIELD) ||
    text.includes(PASSWORD_FIELD) ||
    mentionsAuthorization(text) ||
    mayCallHashEndpoint(text)
  );
}

interface Relevance {
  readonly text: string;
  /** The settings as written, and as parsed. */
  readonly rawSettings: unknown;
  readonly settings: SharedSettings;
  readonly isNamed: boolean;
  readonly mayConcern: boolean;
  readonly mayHoldHash: boolean;
}

/** All rules ask about the same file in turn, so caching the last result is enough. */
let last: Relevance | undefined;

function readRelevance(text: string, shared: Readonly<Record<string, unknown>> | undefined): Relevance {
  const written = shared?.['navixy'];
  if (last?.text === text && last.rawSettings === written) return last;
  const settings = readSettings(shared);
  const isNamed = mayNamePlatform(text, settings);
  last = {
    text,
    rawSettings: written,
    settings,
    isNamed,
    mayConcern: isNamed || mayUsePath(text, settings),
    // Values in pieces and escapes are searched for only where the platform is named.
    mayHoldHash: hasHashRun(text) || nextProbe(text, 0) !== undefined || (isNamed && mayHoldCandidate(text)),
  };
  return last;
}

/** The part of a rule context that these checks need; they run for every rule on every file. */
interface FileContext {
  readonly sourceCode: { readonly text?: unknown };
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** Whether any rule may report something in a file: a few substring searches, before any tree is used. */
export function isRelevant({ sourceCode, settings }: FileContext): boolean {
  const { text } = sourceCode;
  if (typeof text !== 'string') return false;
  const { mayConcern, mayHoldHash } = readRelevance(text, settings);
  return mayConcern || mayHoldHash;
}

/** What the text of a file shows before parsing, for rules on files that are {@link isRelevant} and so have a text. */
export function relevanceOf({ sourceCode, settings }: FileContext): Relevance {
  return readRelevance(sourceCode.text as string, settings);
}

function mayUsePath(text: string, settings: SharedSettings): boolean {
  if (!hasCarrier(text)) return false;
  // With types, the address may be any imported name.
  return (settings.typeInformation && text.includes('import')) || mayCallDistinctivePath(text);
}

function mayNamePlatform(text: string, { hosts, names }: SharedSettings): boolean {
  return (
    mayMentionPlatform(text) ||
    hosts.some((host) => text.includes(host)) ||
    names.some((name) => namePattern(name).test(text))
  );
}

/** Matches a name from the settings in any style: `FLEET_KEY`, `fleetKey`, `fleet-key`. */
function namePattern(name: string): RegExp {
  return new RegExp(splitName(name).join('[_-]?'), 'iu');
}
