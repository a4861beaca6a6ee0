// Worker thread for packs: runs walk tasks and pack checks.
import { parentPort } from 'node:worker_threads';
import { runPackCheck } from './pack-checks.ts';
import type { WorkerResponse, WorkerRequest } from './thread-pool.ts';
import { PackDamage } from './pack-damage.ts';
import { WalkTask } from './walk-task.ts';

const port = parentPort!;
const respond = (message: WorkerResponse) => port.postMessage(message);

port.on('message', (request: WorkerRequest) => {
  const { number } = request;
  try {
    if ('check' in request) return respond({ number, problems: runPackCheck(request.check) });
    const task = new WalkTask(request.task);
    for (let batch = task.step(); batch !== undefined; batch = task.step())
      port.postMessage(
        { batch } satisfies WorkerResponse,
        batch.transferred.map(({ bytes }) => bytes.buffer as ArrayBuffer),
      );
    respond({ number, outcome: task.end() });
  } catch (error) {
    if (!(error instanceof PackDamage) && (error as NodeJS.ErrnoException).code === undefined) throw error;
    respond({
      number,
      damage: { message: (error as Error).message, isGone: error instanceof PackDamage && error.isGone },
    });
  }
});
