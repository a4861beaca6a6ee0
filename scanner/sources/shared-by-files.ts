// What the sources of named files and folders share, because a command line may name thousands.

import { setImmediate as turn } from 'node:timers/promises';
import { FileReader } from '../io/file-reader.ts';
import { RepositoryFinder } from './repository-finder.ts';

/** Milliseconds after which the event loop gets a turn, so an interrupt is noticed. */
const YIELD_INTERVAL = 50;

/** Shared by sources that are read one after the other. */
export class SharedByFiles {
  readonly reader = new FileReader();
  readonly repositories: RepositoryFinder;
  #lastYield = performance.now();

  constructor(env: NodeJS.ProcessEnv) {
    this.repositories = new RepositoryFinder(env);
  }

  /** Lets pending timers and signals run now and then. @throws the reason of an abort */
  async yieldToEvents(signal: AbortSignal): Promise<void> {
    if (performance.now() - this.#lastYield < YIELD_INTERVAL) return;
    await turn();
    signal.throwIfAborted();
    this.#lastYield = performance.now();
  }
}
