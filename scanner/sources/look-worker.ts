import { parentPort, workerData } from 'node:worker_threads';
import type { Observer } from '../document.ts';
import { QuickLook } from './quick-look.ts';

// A thread of the quick look: one answer for each batch of absolute paths, in their order.
const look = new QuickLook(workerData as Observer['criteria']);
parentPort?.on('message', (files: string[]) => parentPort?.postMessage(look.at(files)));
