import { expect, it } from 'vitest';
import { pageOf, readAddress } from '../../rules/meta/repository.ts';

it.each([
  ['git+https://git.example/owner/name.git', 'https://git.example/owner/name'],
  ['https://git.example/owner/name', 'https://git.example/owner/name'],
  ['git@git.example:owner/name.git', 'https://git.example/owner/name'],
  ['ssh://git@git.example/owner/name.git', 'https://git.example/owner/name'],
  ['github:owner/name', 'https://github.com/owner/name'],
  ['owner/name', 'https://github.com/owner/name'],
  [undefined, undefined],
])('reads the repository %s as %s', (written, address) => {
  expect(readAddress(written)).toBe(address);
});

it('finds the page of a rule', () => {
  expect(pageOf('no-hash-in-url')).toMatch(/^https:\/\/[^/]+\/.+\/blob\/main\/docs\/rules\/no-hash-in-url\.md$/);
});
