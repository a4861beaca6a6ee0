import type { Kind } from './kind.ts';

/** Hashes and credentials in bodies and frames, part 2. */
export const BODIES_2: readonly Kind[] = [
  {
    name: 'ws other frame',
    reports: [],
    code: `\
// navixy
ws.send(JSON.stringify({ action: 'subscribe', channel: 'x' }));
console.log(channel);`,
  },
];
