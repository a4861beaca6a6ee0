/**
 * Reads evidence from the structure around a value: in the record of a file, an asset, a torrent or a block, `hash` is
 * a digest.
 */
import { lazy } from './lazy.ts';
import type { Enclosure } from './context/enclosure.ts';
import type { Context } from './context/types.ts';
import { evidenceAgainst } from './evidence.ts';
import { compactName, readName } from './names.ts';
import { CONNECTION_KEYS, DIGESTED_KEYS, DIGESTED_THINGS, SUBJECT_KEYS } from './navixy/digest-words.ts';
import type { Evidence } from './types.ts';

/** A file name, or a file type by itself. */
const FILE = lazy(
  () =>
    new RegExp(
      String.raw`(?:^|[^.\s/][^\s]{0,100})\.(?:c|h|cc|cpp|hpp|cs|go|rs|java|kt|swift|m|mm|py|rb|php|phtml|js|` +
        String.raw`mjs|cjs|jsx|ts|tsx|vue|svelte|css|scss|less|html?|xml|json|ya?ml|toml|md|txt|csv|tsv|sql|sh|` +
        String.raw`bat|pl|lua|png|jpe?g|gif|svg|webp|avif|ico|bmp|tiff?|psd|ttf|otf|woff2?|eot|mp[34]|m4a|ogg|` +
        String.raw`wav|webm|avi|mkv|mov|pdf|docx?|xlsx?|pptx?|zip|gz|tgz|bz2|xz|7z|rar|tar|jar|war|apk|ipa|aar|` +
        String.raw`whl|gem|deb|rpm|dmg|iso|exe|msi|dll|so|dylib|bin|img|dat|db|sqlite|map|wasm|torrent|bundle|` +
        String.raw`unity|prefab|asset|mat|fbx|obj|pak|pyc|class|po|mo)$`,
      'i',
    ),
);
const FILE_TYPE = lazy(
  () =>
    new RegExp(
      String.raw`^(?:png|jpe?g|gif|svg|webp|avif|ico|bmp|tiff?|ttf|otf|woff2?|mp[34]|m4a|ogg|wav|webm|pdf|` +
        String.raw`zip|gz|tgz|jar|apk|image|image\/\w+|video\/\w+|audio\/\w+|font\/\w+|file|blob|md[245]|` +
        String.raw`sha-?\d{0,3}|crc(?:32)?)$`,
      'i',
    ),
);
/** Keys for the kind of a record's subject. */
const TYPE_KEYS: ReadonlySet<string> = new Set(['type', 'kind', 'format', 'mime', 'mimetype', 'contenttype']);

/** @returns evidence that the value is a digest of something next to it */
export function readStructure({ siblings, names }: Enclosure): Evidence | undefined {
  const keys = siblings.map(({ key }) => compactName(key));
  if (keys.some((key) => CONNECTION_KEYS.has(key))) return undefined;
  const at = keys.findIndex(
    (key, index) =>
      DIGESTED_KEYS.has(key) || describesFile(key, siblings[index]!.value) || isDigestKey(siblings[index]!.key),
  );
  if (at !== -1)
    return evidenceAgainst(
      'digest-siblings',
      `stands beside "${siblings[at]!.key}", as the digest of a file or record does`,
    );
  const holder = names.find((name) => isRecordName(name));
  return holder === undefined
    ? undefined
    : evidenceAgainst('digest-holder', `stands in "${maskIfValue(holder)}", which holds records of files and the like`);
}

type Around = Pick<Context, 'before' | 'after' | 'enclosure'>;

/** Whether the value is in a WebSocket subscription or in the response of `panel/account/auth`. */
export function isFrame(context: Around): boolean {
  // The enclosure is costly, so read it only if these words are present.
  const near = context.before + context.after;
  if (near.includes('subscribe') && near.includes('requests')) {
    const { siblings } = context.enclosure;
    return (
      siblings.some(({ key, value }) => key === 'action' && /^(?:un)?subscribe\b/.test(value)) &&
      siblings.some(({ key }) => key === 'requests')
    );
  }
  return isPanelResponse(context);
}

/** `{"success":true,"hash":"…","permissions":{…},"dealer":{…}}` */
export function isPanelResponse(context: Around): boolean {
  if (!context.before.includes('permissions') && !context.after.includes('permissions')) return false;
  const keys = new Set(context.enclosure.siblings.map(({ key }) => key));
  return keys.has('permissions') && (keys.has('dealer') || keys.has('dealer_id'));
}

const GEO_LINK = /is_?active|lifetime/i;

/** Whether the value is in the object of a geo link, whose `hash` is meant to be shared. */
export function isGeoLink(context: Around): boolean {
  const { before, after } = context;
  if (!GEO_LINK.test(before) && !GEO_LINK.test(after)) return false;
  const { siblings } = context.enclosure;
  const keys = new Set(siblings.map(({ key }) => compactName(key)));
  return keys.has('isactive')
    ? keys.has('trackerids') || keys.has('trackers') || keys.has('lifetime')
    : keys.has('lifetime') && keys.has('trackers');
}

function describesFile(key: string, value: string): boolean {
  const text = value.trim();
  return (
    !text.includes('://') &&
    ((SUBJECT_KEYS.has(key) && FILE().test(text)) || (TYPE_KEYS.has(key) && FILE_TYPE().test(text)))
  );
}

/** `output_hash` next to `hash`: another digest suggests that both are digests. */
function isDigestKey(key: string): boolean {
  return /hash/i.test(key) && /^(?:foreign|qualified)$/.test(readName(key).class);
}

function isRecordName(name: string): boolean {
  return DIGESTED_THINGS.has(compactName(name)) || (!/\s/.test(name) && FILE().test(name));
}

/** Masks a name that may itself be a value, since names come from the text. */
function maskIfValue(name: string): string {
  return /[0-9a-f]{12}/i.test(name) ? '…' : name;
}
