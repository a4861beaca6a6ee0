// A hash table from object ids to object numbers, in memory that threads can share.
import { randomInt } from 'node:crypto';

/** Four numbers for each slot: the object number plus one, and twelve bytes of its id. */
const WIDTH = 4;
const EMPTY = 0;

/** A hash table from ids to numbers, as plain data that a worker thread can share. */
export interface IdTable {
  readonly slots: Int32Array;
  readonly seed: number;
}

/**
 * @param count number of ids that will be added
 * @returns the table's size in bytes
 */
export function tableSize(count: number): number {
  let slots = 1024;
  while (slots * 3 < count * 4) slots *= 2;
  return slots * WIDTH * 4;
}

/**
 * @param slots zeroed memory of that size
 * @returns an empty table. Ids are random, but an attacker can choose them: hence the seed
 */
export function makeTable(slots: Int32Array): IdTable {
  return { slots, seed: randomInt(2 ** 31) };
}

/** Adds an id unless it is present. */
export function addId({ slots, seed }: IdTable, source: Uint8Array, at: number, number: number): void {
  const a = word(source, at);
  const b = word(source, at + 4);
  const c = word(source, at + 8);
  const d = word(source, at + 12);
  const mask = slots.length - 1;
  let slot = firstSlot(a, b, seed, mask);
  while (slots[slot] !== EMPTY) {
    if (slots[slot + 1] === b && slots[slot + 2] === c && slots[slot + 3] === (d ^ a)) return;
    slot = (slot + WIDTH) & mask;
  }
  slots[slot] = number + 1;
  slots[slot + 1] = b;
  slots[slot + 2] = c;
  slots[slot + 3] = d ^ a;
}

/** @returns the number of the id, or -1. Sixteen bytes are compared, which do not collide by accident */
export function findId({ slots, seed }: IdTable, source: Uint8Array, at: number): number {
  const a = word(source, at);
  const b = word(source, at + 4);
  const mask = slots.length - 1;
  for (let slot = firstSlot(a, b, seed, mask); ; slot = (slot + WIDTH) & mask) {
    const number = slots[slot]!;
    if (number === EMPTY) return -1;
    if (
      slots[slot + 1] === b &&
      slots[slot + 2] === word(source, at + 8) &&
      slots[slot + 3] === (word(source, at + 12) ^ a)
    )
      return number - 1;
  }
}

function firstSlot(a: number, b: number, seed: number, mask: number): number {
  const mixed = Math.imul(a ^ seed, 0x9e3779b1) ^ Math.imul(b + seed, 0x85ebca6b);
  return ((mixed ^ (mixed >>> 15)) * WIDTH) & mask;
}

function word(source: Uint8Array, at: number): number {
  return (source[at]! << 24) | (source[at + 1]! << 16) | (source[at + 2]! << 8) | source[at + 3]!;
}
