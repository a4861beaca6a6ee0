/** Memory that threads and WebAssembly share; its types come with those of a browser only. */
export interface SharedMemory {
  readonly buffer: SharedArrayBuffer;
}

declare const WebAssembly: {
  readonly Memory: new (pages: { initial: number; maximum: number; shared: boolean }) => SharedMemory;
};

/**
 * One memory for all threads of a scan, as plain data that they can be given: what all of them look up, and for
 * each an area of its own.
 */
export interface World {
  readonly memory: SharedMemory;
  /** Where the areas begin, how many there are, and what each has for objects and for parts of a file; bytes. */
  readonly areasAt: number;
  readonly areas: number;
  readonly budget: number;
  readonly desk: number;
}

/** What comes before the objects of an area: tables, and what a delta says. */
export const OBJECTS = 1024 * 1024;
/** Free behind objects and file, for words are read and copied whole. */
const SLACK = 64;
const PAGE = 64 * 1024;
/** Nothing begins at zero. */
const START = 1024;

/** Bytes of one area. */
export function areaSize({ budget, desk }: Pick<World, 'budget' | 'desk'>): number {
  return deskAt({ budget }) + roundUp(desk) + SLACK;
}

/** Where parts of a file are put in an area. */
export function deskAt({ budget }: Pick<World, 'budget'>): number {
  return OBJECTS + roundUp(budget) + SLACK;
}

/**
 * @param common bytes that all threads share
 * @returns a world, and where the common part of it is; undefined on a machine that cannot
 */
export function makeWorld(common: number, { areas, budget, desk }: Pick<World, 'areas' | 'budget' | 'desk'>): { readonly world: World; readonly commonAt: number } | undefined {
  const areasAt = START + roundUp(common);
  const pages = Math.ceil((areasAt + areas * areaSize({ budget, desk })) / PAGE);
  try {
    const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
    return { world: { memory, areasAt, areas, budget, desk }, commonAt: START };
  } catch {
    return undefined;
  }
}

function roundUp(bytes: number): number {
  return Math.ceil(bytes / SLACK) * SLACK;
}
