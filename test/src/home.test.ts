// Tests the home page in package.json, and URLs derived from it.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import plugin from '../../rules/index.ts';
import { browserUrl, HOME, pageUrl } from '../../src/home.ts';

const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  repository: { type: string; url: string };
  homepage: string;
  bugs: { url: string };
};

it.each([
  ['git+https://git.example/owner/name.git', 'https://git.example/owner/name'],
  ['https://git.example/owner/name', 'https://git.example/owner/name'],
  ['git@git.example:owner/name.git', 'https://git.example/owner/name'],
  ['git+ssh://git@git.example/owner/name.git', 'https://git.example/owner/name'],
  ['github:owner/name', 'https://github.com/owner/name'],
  ['owner/name', 'https://github.com/owner/name'],
])('converts the repository %s to %s', (written, address) => {
  expect(browserUrl(written)).toBe(address);
});

it('has one home page in package.json', () => {
  expect(HOME).toBe(browserUrl(manifest.repository.url));
  expect(manifest.homepage).toBe(`${HOME}#readme`);
  expect(manifest.bugs.url).toBe(`${HOME}/issues`);
});

it('has the pages of the rules under its home page', () => {
  expect(pageUrl('docs/leaked.md')).toBe(`${HOME}/blob/main/docs/leaked.md`);
  const rules = plugin.rules as unknown as Readonly<Record<string, { meta: { docs: { url: string } } }>>;
  for (const [name, { meta }] of Object.entries(rules))
    expect(meta.docs.url).toBe(`${HOME}/blob/main/docs/rules/${name}.md`);
});
