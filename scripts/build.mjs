// Builds the package: npm run build. Calls tsdown's API; its command warns about every Node older than 22.18.

import { rmSync } from 'node:fs';
import path from 'node:path';
import { build } from 'tsdown';

const root = path.dirname(import.meta.dirname);
const selfContained = process.env['SELF_CONTAINED'];
const folders = selfContained === undefined ? ['dist', 'build'] : [selfContained];
for (const folder of folders) rmSync(path.resolve(root, folder), { recursive: true, force: true });
await build({ cwd: root, logLevel: 'error' });
