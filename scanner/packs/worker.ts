import { parentPort, workerData } from 'node:worker_threads';
import { Task, type TaskData } from './task.ts';

// A thread of a walk: works until nothing is left and tells after each piece that has news.
const task = new Task(workerData as TaskData);
for (let piece = task.step(); piece !== undefined; piece = task.step()) parentPort?.postMessage({ piece });
parentPort?.postMessage({ outcome: task.end() });
