// Tests the printed command and document paths for each kind of installation.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { installedAs, pageOf, withCalls } from '../../../scanner/text/installed-as.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const at = (folder: string) => `${folder}/node_modules/eslint-plugin-navixy/dist/core.js`;

it.each([
  ['a dependency of a project', at('/home/ann/fleet'), 'npx navixy-secrets'],
  ['a dependency with pnpm', at('/home/ann/fleet/node_modules/.pnpm/eslint-plugin-navixy@0.1.0'), 'npx navixy-secrets'],
  [
    "a dependency with yarn Plug'n'Play",
    at('/home/ann/fleet/.yarn/cache/eslint-plugin-navixy-npm-0.1.0.zip'),
    'yarn navixy-secrets',
  ],
  ['a global installation', at('/usr/lib'), 'navixy-secrets'],
  ['a global installation with pnpm', at('/home/ann/.local/share/pnpm/global/5'), 'navixy-secrets'],
  ['a global installation with yarn', at('/home/ann/.config/yarn/global'), 'navixy-secrets'],
  ['a download of npx', at('/home/ann/.npm/_npx/0a1b2c3d'), 'navixy-secrets'],
  [
    'an installation of the pre-commit program',
    at('/home/ann/.cache/pre-commit/repo1/node_env-default/lib'),
    'navixy-secrets',
  ],
])('the command of %s can be typed as printed', (_, file, command) => {
  const hasManifest = (name: string) => !/^\/usr\/lib\/|node_env-default/.test(name);
  expect(installedAs(file, hasManifest).command).toBe(command);
});

it('refers to documents by their path in the package', () => {
  expect(installedAs(at('/home/ann/fleet'), () => true).docs).toBe('node_modules/eslint-plugin-navixy/docs');
  expect(installedAs(at('/usr/lib'), () => false).docs).toBe('/usr/lib/node_modules/eslint-plugin-navixy/docs');
});

it('refers only to documents that exist', () => {
  const names = readdirSync(path.join(ROOT, 'scanner'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) => {
      const text = readFileSync(path.join(ROOT, 'scanner', name), 'utf8');
      // A bare path would refer to the project of the reader.
      expect(text.match(/^(?!\s*(?:\/\/|\/?\*)|.*pageUrl).*['`"(\s;]docs\/[\w-]+\.md/m)?.[0] ?? '', name).toBe('');
      return Array.from(text.matchAll(/pageOf\('([^']+)'\)/g), ([, page]) => page!);
    });
  expect(names).toContain('leaked.md');
  expect(names.filter((name) => !existsSync(pageOf(name)))).toEqual([]);
});

it('prints commands in the help as they can be typed, and leaves names unchanged', () => {
  const text =
    'Usage: navixy-secrets [options]\n  navixy-secrets scan .env\n"navixy-secrets-ignore: reason", .navixy-secrets.json\nnavixy-secrets: 1';
  expect(withCalls(text, 'npx navixy-secrets')).toBe(
    text.replace('Usage: ', 'Usage: npx ').replace('  navixy', '  npx navixy'),
  );
  expect(withCalls(text, 'navixy-secrets')).toBe(text);
});
