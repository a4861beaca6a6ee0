// Worker thread for packs: runs walk tasks and pack checks.
import { parentPort } from 'node:worker_threads';
import { runPackCheck } from './pack-checks.ts';
import type { Answer, Question } from './worker-pool.ts';
import { PackDamage } from './pack-damage.ts';
import { WalkTask } from './walk-task.ts';

const port = parentPort!;
const answer = (message: Answer) => port.postMessage(message);

port.on('message', (question: Question) => {
  const { number } = question;
  try {
    if ('chore' in question) return answer({ number, complaints: runPackCheck(question.chore) });
    const task = new WalkTask(question.task);
    for (let piece = task.step(); piece !== undefined; piece = task.step())
      port.postMessage(
        { piece } satisfies Answer,
        piece.handed.map(({ bytes }) => bytes.buffer as ArrayBuffer),
      );
    answer({ number, outcome: task.end() });
  } catch (error) {
    if (!(error instanceof PackDamage) && (error as NodeJS.ErrnoException).code === undefined) throw error;
    answer({
      number,
      damage: { message: (error as Error).message, isGone: error instanceof PackDamage && error.isGone },
    });
  }
});
