import { expect, it } from 'vitest';
import { generateDocs } from '../support/docs.ts';

/** Compares the pages with the rules. `npm run docs` updates the pages. */
it.each([...generateDocs()])('%s is up to date', async (path, content) => {
  await expect(content).toMatchFileSnapshot(new URL(`../../${path}`, import.meta.url).pathname);
});
