import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const DOCS = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../docs');

/** A block of TypeScript in the pages of `docs/`. */
export interface Example {
  /** For messages and file names, e.g. `api-3`: the third block of `docs/api.md`. */
  readonly name: string;
  readonly text: string;
}

/** Every example of the library in the documentation. */
export function libraryExamples(): Example[] {
  return readdirSync(DOCS)
    .filter((file) => file.endsWith('.md'))
    .flatMap((file) =>
      [...readFileSync(path.join(DOCS, file), 'utf8').matchAll(/^```ts\n(.*?)^```$/gms)].map(([, text], at) => ({
        name: `${path.parse(file).name}-${at + 1}`,
        text: text!,
      })),
    )
    .filter(({ text }) => text.includes("'eslint-plugin-navixy/scanner'"));
}
