// Allocates the memory that all threads and WebAssembly share, divided into areas.
/** WebAssembly memory; TypeScript declares its types only for browsers. */
export interface WasmMemory {
  readonly buffer: SharedArrayBuffer;
}

declare const WebAssembly: {
  readonly Memory: new (pages: { initial: number; maximum: number; shared: boolean }) => WasmMemory;
};

/**
 * One memory for all threads of a scan, as plain data that can be sent to them: a common part for lookups, and an area
 * for each thread.
 */
export interface SharedMemory {
  readonly memory: WasmMemory;
  /** Start and number of the areas, and bytes of each for objects and for parts of a file. */
  readonly areasAt: number;
  readonly areas: number;
  readonly budget: number;
  readonly inputBuffer: number;
}

/** Bytes before the objects of an area: tables, and delta results. */
export const OBJECTS_AT = 1024 * 1024;
/** Bytes left free after objects and file, because words are read and copied whole. */
const SLACK = 64;
const PAGE_SIZE = 64 * 1024;
/** Nothing starts at address zero. */
const FIRST_ADDRESS = 1024;

/** @returns the bytes of one area */
export function areaSize({ budget, inputBuffer }: Pick<SharedMemory, 'budget' | 'inputBuffer'>): number {
  return inputBufferAt({ budget }) + roundUp(inputBuffer) + SLACK;
}

/** @returns the address for parts of a file in an area */
export function inputBufferAt({ budget }: Pick<SharedMemory, 'budget'>): number {
  return OBJECTS_AT + roundUp(budget) + SLACK;
}

/**
 * @param common bytes that all threads share
 * @returns shared memory, and the address of its common part; undefined on a machine without support
 */
export function makeSharedMemory(
  common: number,
  { areas, budget, inputBuffer }: Pick<SharedMemory, 'areas' | 'budget' | 'inputBuffer'>,
): { readonly sharedMemory: SharedMemory; readonly commonAt: number } | undefined {
  const areasAt = FIRST_ADDRESS + roundUp(common);
  const pages = Math.ceil((areasAt + areas * areaSize({ budget, inputBuffer })) / PAGE_SIZE);
  try {
    const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
    return { sharedMemory: { memory, areasAt, areas, budget, inputBuffer }, commonAt: FIRST_ADDRESS };
  } catch {
    return undefined;
  }
}

function roundUp(bytes: number): number {
  return Math.ceil(bytes / SLACK) * SLACK;
}
