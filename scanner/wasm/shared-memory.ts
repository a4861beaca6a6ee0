/** Memory that threads and WebAssembly share; its types come with those of a browser only. */
export interface WasmMemory {
  readonly buffer: SharedArrayBuffer;
}

declare const WebAssembly: {
  readonly Memory: new (pages: { initial: number; maximum: number; shared: boolean }) => WasmMemory;
};

/**
 * One memory for all threads of a scan, as plain data that they can be given: what all of them look up, and for
 * each an area of its own.
 */
export interface SharedMemory {
  readonly memory: WasmMemory;
  /** Where the areas begin, how many there are, and what each has for objects and for parts of a file; bytes. */
  readonly areasAt: number;
  readonly areas: number;
  readonly budget: number;
  readonly inputBuffer: number;
}

/** What comes before the objects of an area: tables, and what a delta says. */
export const OBJECTS = 1024 * 1024;
/** Free behind objects and file, for words are read and copied whole. */
const SLACK = 64;
const PAGE = 64 * 1024;
/** Nothing begins at zero. */
const START = 1024;

/** Bytes of one area. */
export function areaSize({ budget, inputBuffer }: Pick<SharedMemory, 'budget' | 'inputBuffer'>): number {
  return inputBufferAt({ budget }) + roundUp(inputBuffer) + SLACK;
}

/** Where parts of a file are put in an area. */
export function inputBufferAt({ budget }: Pick<SharedMemory, 'budget'>): number {
  return OBJECTS + roundUp(budget) + SLACK;
}

/**
 * @param common bytes that all threads share
 * @returns shared memory, and where the common part of it is; undefined on a machine that cannot
 */
export function makeSharedMemory(
  common: number,
  { areas, budget, inputBuffer }: Pick<SharedMemory, 'areas' | 'budget' | 'inputBuffer'>,
): { readonly sharedMemory: SharedMemory; readonly commonAt: number } | undefined {
  const areasAt = START + roundUp(common);
  const pages = Math.ceil((areasAt + areas * areaSize({ budget, inputBuffer })) / PAGE);
  try {
    const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
    return { sharedMemory: { memory, areasAt, areas, budget, inputBuffer }, commonAt: START };
  } catch {
    return undefined;
  }
}

function roundUp(bytes: number): number {
  return Math.ceil(bytes / SLACK) * SLACK;
}
