import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alternatesIn, realAlternate } from '../../../scanner/git/alternates.ts';
import { TempFolder, TempRepo } from '../../support/repo.ts';

/** Undoes the quoting in the output of git. */
function unquoted(line: string): string {
  if (!line.startsWith('"')) return line;
  return line
    .slice(1, -1)
    .replaceAll(/\\(?:([0-3][0-7]{2})|(.))/gs, (_, octal: string | undefined, letter: string | undefined) =>
      octal === undefined
        ? ({ n: '\n', t: '\t', r: '\r', a: '\u0007', b: '\b', f: '\f', v: '\v' }[letter!] ?? letter!)
        : String.fromCharCode(Number.parseInt(octal, 8)),
    );
}

/** The directories from which git reads objects, as git reports them. */
function listedByGit(root: string): string[] {
  const printed = execFileSync('git', ['-C', root, 'count-objects', '-v'], {
    encoding: 'latin1',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return printed
    .split('\n')
    .filter((line) => line.startsWith('alternate: '))
    .map((line) => unquoted(line.slice('alternate: '.length)));
}

const NAMES = ['plain', 'a b', 'a"b', 'a\\b', '#a', 'a\tb', 'caf\xe9', 'x/y', 'a\nb', '"a', 'tail"'];
const written = fc
  .constantFrom(...NAMES)
  .chain((name) =>
    fc.constantFrom(
      name,
      `"${name.replaceAll(/["\\]/g, '\\$&').replaceAll('\t', '\\t').replaceAll('\n', '\\n')}"`,
      `"${[...name].map((letter) => `\\${letter.charCodeAt(0).toString(8).padStart(3, '0')}`).join('')}"`,
    ),
  );
const piece = fc.oneof(
  { weight: 6, arbitrary: written.map((text) => `@/${text}`) },
  { weight: 3, arbitrary: written.map((text) => (text.startsWith('"') ? `"@/${text.slice(1)}` : `@/${text}`)) },
  fc.constantFrom('\n', '\n\n', '# @/plain\n', '"', '\\', '"broken\\9"', 'x', '\0', '../../plain', '"../../a b"'),
);

describe('objects/info/alternates', () => {
  it.skipIf(process.platform !== 'linux')('names the same directories as git', () => {
    using repo = new TempRepo();
    const lender = (name: string) => Buffer.from(`${repo.root}/${name}`, 'latin1');
    for (const name of NAMES) mkdirSync(lender(name), { recursive: true });
    let named = 0;
    fc.assert(
      fc.property(
        fc.array(fc.tuple(piece, fc.constantFrom('\n', '\n', '\n', '', 'x', '\r\n')), { maxLength: 6 }),
        (pieces) => {
          const text = Buffer.from(pieces.flat().join('').replaceAll('@', repo.root), 'latin1');
          repo.write('.git/objects/info/alternates', text);
          const folder = repo.path('.git/objects');
          const found = alternatesIn(text)
            .flatMap((one) => realAlternate(folder, one) ?? [])
            .filter((one) => one !== folder);
          const expected = listedByGit(repo.root).map((one) => Buffer.from(one, 'latin1').toString('utf8'));
          named += expected.length;
          expect(
            [...new Set(found)]
              .map((one) => Buffer.from(one.replaceAll(/[\uDC80-\uDCFF]/g, '\uFFFD')).toString())
              .sort(),
          ).toEqual(expected.sort());
        },
      ),
      { numRuns: 150 },
    );
    expect(named).toBeGreaterThan(50);
  });

  it('resolves links before ".."', () => {
    using folder = new TempFolder();
    mkdirSync(folder.path('far/inner'), { recursive: true });
    mkdirSync(folder.path('far/objects'));
    execFileSync('ln', ['-s', folder.path('far/inner'), folder.path('link')]);
    expect(realAlternate(folder.root, path.join('link') + '/../objects')).toBe(folder.path('far/objects'));
    expect(realAlternate(folder.root, 'nowhere')).toBeUndefined();
  });
});
