import { expect, it } from 'vitest';
import { generateDocs } from '../support/docs.ts';

/** `npm run docs` writes what this compares: the rules say what they are, and the pages follow. */
it.each([...generateDocs()])('%s is up to date', async (path, content) => {
  await expect(content).toMatchFileSnapshot(new URL(`../../${path}`, import.meta.url).pathname);
});
