import { RESOURCES } from '../src/navixy/paths.ts';

/** Two characters of a name, in its order; of five such pairs in a row one is met by looking at every fifth. */
const STEP = 5;
/** Where in which name a pair stands: 1 + place for `navixy`, 11 + place for `/api-v2/`, else 0. */
const PLACE = new Uint8Array(65536);
const NAVIXY = Buffer.from('navixy');
const API = Buffer.from('/api-v2/');
/** The longest resource after `/api-v2/`, and the byte that ends it. */
const LONGEST_RESOURCE = 24;
/** A change of so many bytes away from a name leaves it as it is. */
export const LONGEST_NAME = API.length + LONGEST_RESOURCE;
for (let place = 0; place < STEP; place += 1) {
  for (const first of bothCases(NAVIXY[place]!)) for (const second of bothCases(NAVIXY[place + 1]!)) PLACE[first * 256 + second] = 1 + place;
  PLACE[API[place + 2]! * 256 + API[place + 3]!] = 11 + place + 2;
}

function bothCases(letter: number): number[] {
  return [letter, letter & ~32];
}

/** @returns whether the bytes `from`…`to` name the platform. A skip scan: this is asked about everything that is read */
export function namesPlatform(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at + 1 < to; at += STEP) {
    const place = PLACE[bytes[at]! * 256 + bytes[at + 1]!]!;
    if (place === 0) continue;
    if (place < 11 ? isNavixy(bytes, at - place + 1, from, to) : isApi(bytes, at - place + 11, from, to)) return true;
  }
  return false;
}

function isNavixy(bytes: Uint8Array, start: number, from: number, to: number): boolean {
  if (start < from || start + NAVIXY.length > to) return false;
  for (let step = 0; step < NAVIXY.length; step += 1) if ((bytes[start + step]! | 32) !== NAVIXY[step]) return false;
  return true;
}

function isApi(bytes: Uint8Array, start: number, from: number, to: number): boolean {
  if (start < from || start + API.length > to) return false;
  for (let step = 0; step < API.length; step += 1) if (bytes[start + step] !== API[step]) return false;
  // Other services have such a path too: what follows must be a resource of the platform, or nothing yet.
  const after = start + API.length;
  const rest = Buffer.from(bytes.buffer, bytes.byteOffset + after, Math.min(LONGEST_RESOURCE, to - after)).toString('latin1');
  return RESOURCES.has(/^\w*/.exec(rest)![0]);
}

/** Notes whether any document names the platform, which makes a bare `hash = …` elsewhere more telling. */
export class PlatformWatch {
  #named = false;

  /** Whether the platform was named so far. */
  get named(): boolean {
    return this.#named;
  }

  see(bytes: Uint8Array): void {
    this.#named ||= namesPlatform(bytes, 0, bytes.length);
  }

  /** For who has looked with {@link namesPlatform}. */
  note(): void {
    this.#named = true;
  }
}
