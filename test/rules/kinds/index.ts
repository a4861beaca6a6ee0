import { ADDRESSES_1 } from './addresses-1.ts';
import { ADDRESSES_2 } from './addresses-2.ts';
import { ALIASES } from './aliases.ts';
import { ANSWERS_1 } from './answers-1.ts';
import { ANSWERS_2 } from './answers-2.ts';
import { BODIES_1 } from './bodies-1.ts';
import { BODIES_2 } from './bodies-2.ts';
import { CLIENTS_1 } from './clients-1.ts';
import { CLIENTS_2 } from './clients-2.ts';
import { CLIENTS_3 } from './clients-3.ts';
import { ENVIRONMENT } from './environment.ts';
import { HEADERS_1 } from './headers-1.ts';
import { HEADERS_2 } from './headers-2.ts';
import type { Kind } from './kind.ts';
import { LOOPS } from './loops.ts';
import { STORAGE } from './storage.ts';

/** Kinds of code that the rules must analyse, and harmless look-alikes, by subject. */
export const KINDS: readonly (readonly [subject: string, kinds: readonly Kind[]])[] = [
  ['addresses, part 1', ADDRESSES_1],
  ['addresses, part 2', ADDRESSES_2],
  ['aliases', ALIASES],
  ['answers, part 1', ANSWERS_1],
  ['answers, part 2', ANSWERS_2],
  ['bodies, part 1', BODIES_1],
  ['bodies, part 2', BODIES_2],
  ['clients, part 1', CLIENTS_1],
  ['clients, part 2', CLIENTS_2],
  ['clients, part 3', CLIENTS_3],
  ['environment', ENVIRONMENT],
  ['headers, part 1', HEADERS_1],
  ['headers, part 2', HEADERS_2],
  ['loops', LOOPS],
  ['storage', STORAGE],
];
