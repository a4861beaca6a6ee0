// Compiles core.as and its imports into core-code.ts (npm run core). The result is committed; a test fails when it is
// out of date.
import { readFileSync, writeFileSync } from 'node:fs';
import { main } from 'assemblyscript/asc';

const folder = new URL('.', import.meta.url);
let code;
const { error, stderr } = await main(
  [
    'core.ts',
    '-O3',
    '--runtime',
    'stub',
    '--importMemory',
    '--noAssert',
    '--enable',
    'simd',
    '--enable',
    'threads',
    '--sharedMemory',
    '--initialMemory',
    '1',
    '--maximumMemory',
    '65536',
    '--memoryBase',
    '4096',
    '--outFile',
    'core.wasm',
  ],
  {
    readFile: (name) =>
      /^\w+\.ts$/.test(name) ? readFileSync(new URL(name.replace(/ts$/, 'as'), folder), 'utf8') : null,
    writeFile: (name, data) => {
      if (name === 'core.wasm') code = Buffer.from(data);
    },
    listFiles: () => [],
  },
);
if (error !== null) throw new Error(stderr.toString());
const lines = code
  .toString('base64')
  .match(/.{1,120}/g)
  .map((line) => `  '${line}'`);
const file = `/** \`core.as\`, compiled by \`npm run core\`. */\nexport const CORE_CODE =\n${lines.join(' +\n')};\n`;
if (process.argv[2] === '--print') process.stdout.write(file);
else writeFileSync(new URL('core-code.ts', folder), file);
