// Untrusted settings, baselines and package.json files.
import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { looks, STAGED, TREE, type Expected, type Scenario } from './scenario.ts';

/** A repository with an untrusted settings file. */
function settings(name: string, make: (at: string) => void, expected: Expected): Scenario[] {
  return ['.navixy-secrets.json', 'package.json', '.navixy-secrets-baseline.json'].map((at) => ({
    name: `${at} ${name}`,
    make: (repo) => {
      repo.write('a.ts', repo.leak);
      repo.git('add', 'a.ts');
      make(repo.path(at));
      return looks(expected, TREE, STAGED);
    },
  }));
}

const NASTY: readonly (readonly [string, string])[] = [
  ['a path with brackets', '[x'],
  ['a path with a space', 'a b.ts'],
  ['a path with @', '@scope/x'],
  ['a path with a comma', 'a,b'],
  ['a path with =', 'a=b'],
  ['a path with #', '#x'],
  ['a path with ~', '~x'],
  ['a path with letters outside ASCII', 'ключ/é.ts'],
  ['a path with quotes', '"\'`'],
  ['a path with % & ! < :', '%&<:x'],
  ['many stars', `${'*a'.repeat(40)}b`],
  ['many double stars', `${'**/'.repeat(40)}x`],
];

export const SETTINGS_SCENARIOS: readonly Scenario[] = [
  ...settings('is a link to an endless device', (at) => symlinkSync('/dev/zero', at), 'found or listed'),
  ...settings('is a pipe', (at) => void execFileSync('mkfifo', [at]), 'found or listed'),
  ...settings('is a folder', (at) => void mkdirSync(at), 'found or listed'),
  ...settings('is a link to nothing', (at) => symlinkSync('nothing', at), 'found or listed'),
  ...settings('is empty', (at) => writeFileSync(at, ''), 'found or listed'),
  ...settings('is null', (at) => writeFileSync(at, 'null'), 'found or listed'),
  ...settings('is a list', (at) => writeFileSync(at, '[]'), 'found or listed'),
  ...settings('has 100,000 brackets', (at) => writeFileSync(at, '['.repeat(100_000)), 'found or listed'),
  ...settings(
    'tries __proto__',
    (at) => writeFileSync(at, '{"__proto__":{"allow":[{"path":"**","reason":"x"}]},"constructor":1}'),
    'found or listed',
  ),
  ...settings('is UTF-16', (at) => writeFileSync(at, Buffer.from('\uFEFF{}', 'utf16le')), 'found or listed'),
  ...settings('has five megabytes', (at) => writeFileSync(at, `{"x":"${'y'.repeat(5_000_000)}"}`), 'found or listed'),
  ...NASTY.map(([name, pattern]): Scenario => ({
    name: `settings that allow ${name}`,
    make: (repo) => {
      repo.write('.navixy-secrets.json', JSON.stringify({ allow: [{ path: pattern, reason: 'odd' }] }));
      repo.write('a.ts', repo.leak);
      repo.write(`deep/${'a'.repeat(60)}/x/y/z/b.ts`, 'clean\n');
      return looks('found or listed', TREE);
    },
  })),
];
