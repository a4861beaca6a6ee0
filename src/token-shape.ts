import type { Context } from './context.ts';
import type { Evidence } from './types.ts';

/** One way in which the characters around a run show that it is part of something else. */
interface Shape {
  readonly signal: string;
  readonly detail: string;
  readonly fits: (context: Context) => boolean;
}

const FILE_ENDING =
  /^\.(?:[a-z0-9_-]{1,20}\.)?(?:png|jpe?g|gif|svg|webp|avif|ico|bmp|tiff?|js|mjs|cjs|jsx|tsx?|css|scss|map|json|html?|woff2?|ttf|eot|otf|pdf|zip|gz|tgz|bz2|xz|7z|rar|mp[34]|webm|ogg|wav|txt|xml|jar|dll|so|exe|bin|dat|db|sqlite|cache|php|py|rb|wasm|chunk|bundle|min|module|vue|meta|asset|prefab|log|csv|md|ya?ml|class|apk|pem|key|crt|patch|diff|torrent)\b/i;

/** Checked in order; the first that fits is the evidence. */
const SHAPES: readonly Shape[] = [
  {
    signal: 'file-name',
    detail: 'is part of a file name',
    fits: ({ after }) => FILE_ENDING.test(after),
  },
  {
    signal: 'key-in-address',
    detail: 'is the user part of an address, as in a Sentry DSN',
    fits: ({ before, after }) => /:\/\/(?:[^\s/@]*:)?$/.test(before) && /^(?::[^\s/@]*)?@/.test(after),
  },
  {
    signal: 'embedded',
    detail: 'is a piece of a longer word or identifier',
    fits: ({ before, after, hasScheme }) =>
      !hasScheme && (/(?:[\p{L}\p{N}_]|[\p{L}\p{N}_][-.]|[\p{L}\p{N}]\/\+?)$/u.test(before.slice(-3).replace(/[\s\S]*\s/, '')) && !/\/$/.test(before) || /^(?:[\p{L}\p{N}_]|-[\p{L}\p{N}])/u.test(after)),
  },
  {
    signal: 'path-segment',
    detail: 'is a segment of a path',
    fits: ({ before, after }) => /[^\s:"'`(=]\/$/.test(before) || (/[/]$/.test(before) && /^[/?]/.test(after)),
  },
  {
    signal: 'digest-line',
    detail: 'stands in a list of checksums',
    fits: ({ before, after }) =>
      (/(?:^|\n)[\t ]*$/.test(before) && /^ [ *]\S/.test(after)) || /\b(?:md5|md4|ntlm|md5sum|checksum|crc)\b[^\n]{0,80}$/i.test(before),
  },
  {
    signal: 'cache-buster',
    detail: 'is the version of a static file',
    fits: ({ before }) => /[?&](?:v|ver|version|rev|t|ts|_|cb|cache|build|hash)=$/i.test(before) && isStaticFile(before),
  },
];

/** @returns evidence that the run belongs to something that is not a credential */
export function readShape(context: Context): Evidence | undefined {
  const shape = SHAPES.find(({ fits }) => fits(context));
  return shape === undefined ? undefined : { signal: shape.signal, effect: 'against', detail: shape.detail };
}

function isStaticFile(before: string): boolean {
  const name = before.replace(/[?][^?]*$/, '');
  const ending = /\.[a-z0-9]{1,8}(?:\.[a-z0-9]{1,8})?$/i.exec(name);
  return (ending !== null && FILE_ENDING.test(ending[0])) || /[?&](?:v|ver|rev|_|cb)=$/i.test(before);
}
