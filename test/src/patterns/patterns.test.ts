import { describe, expect, it } from 'vitest';
import { PathPattern } from '../../../src/patterns/path-pattern.ts';

const fits = (pattern: string, path: string): boolean => PathPattern.parse(pattern).matches(path);

describe('a pattern', () => {
  it.each<[pattern: string, paths: string[], others: string[]]>([
    // Without a slash it matches names at any depth. The name of a directory matches everything in it.
    ['a.js', ['a.js', 'x/a.js', 'x/a.js/y'], ['a.jsx', 'xa.js', 'abjs']],
    ['fixtures', ['fixtures', 'fixtures/a/b.js', 'x/fixtures/a.js'], ['fixtures2/a.js']],
    ['fixtures/', ['fixtures/a/b.js', 'x/fixtures/a.js'], ['fixtures2/a.js']],
    ['*.env', ['a.env', '.env', 'x/a.env'], ['a.env2']],
    // With a slash it starts at the base of the patterns.
    ['./fixtures', ['fixtures/a.js'], ['x/fixtures/a.js']],
    ['/fixtures', ['fixtures/a.js'], ['x/fixtures/a.js']],
    ['x/fixtures', ['x/fixtures/a.js'], ['y/x/fixtures/a.js', 'fixtures/a.js']],
    ['src/*.ts', ['src/a.ts', 'src/.ts'], ['src/x/a.ts', 'a.ts']],
    ['src/**/*.ts', ['src/a.ts', 'src/x/y/a.ts'], ['a.ts', 'src/a.js']],
    ['**/fixtures/**', ['fixtures/a.js', 'x/fixtures/a.js', 'x/fixtures/y/a.js'], ['x/fixture/a.js']],
    ['a?.js', ['ab.js', 'a😀.js', 'aя.js'], ['a/.js', 'a.js']],
    ['[a-c]1', ['a1', 'b1'], ['d1', '[a-c]2']],
    ['[!a-c]1', ['d1', 'é1'], ['a1', 'b1']],
    ['[[:digit:]x].log', ['7.log', 'x.log'], ['y.log']],
    ['[а-я]1', ['ж1'], ['z1']],
    ['{a,b/c}.ts', ['a.ts', 'b/c.ts'], ['c.ts', 'x/a.ts']],
    ['{a,b}.{js,ts}', ['a.js', 'x/b.ts'], ['a.jsx']],
    ['log{8..11}', ['log8', 'log9', 'log10', 'log11'], ['log7', 'log1']],
    ['@(a|b).js', ['a.js', 'b.js'], ['ab.js']],
    ['?(a|b).js', ['a.js', '.js'], ['ab.js']],
    ['+(a|aa)b', ['ab', 'aaaab'], ['b']],
    ['*(a|b)c', ['c', 'abbac'], ['abxc']],
    ['(a|aa)+b', ['ab', 'aaaab'], ['b', 'aaaa']],
    ['[ab]+.js', ['a.js', 'abba.js'], ['.js', 'c.js']],
    ['*.!(js)', ['a.ts', 'a.jsx', 'a.b.js'], ['a.js']],
    ['!(a|b*)', ['c', 'a2'], ['a', 'b', 'b2']],
    ['pages/[id].js', ['pages/[id].js', 'pages/i.js'], ['pages/id.js']],
    ['app/[...slug]/(group)/page.tsx', ['app/[...slug]/(group)/page.tsx'], ['app/x/page.tsx']],
    [String.raw`a\*b`, ['a*b'], ['axb']],
    [String.raw`\!a`, ['!a'], ['a', 'b']],
    ['a**b', ['ab', 'axxb'], ['a/b']],
  ])('%s', (pattern, paths, others) => {
    for (const path of paths) expect([path, fits(pattern, path)]).toEqual([path, true]);
    for (const path of others) expect([path, fits(pattern, path)]).toEqual([path, false]);
  });

  it.each([...' @,"\'=#~:%&!<>;$^`', 'é', 'я', '中', '😀', '\u0301', '\u202e', '\n', '{a}', ')', ']', '}', '.', '..'])(
    'treats %j in a name literally',
    (odd) => {
      const name = `x${odd}y.js`;
      expect(fits(name, `src/${name}`)).toBe(true);
      expect(fits(`src/${name}`, `src/${name}`)).toBe(true);
      expect(fits(`src/*${odd}y.js`, `src/${name}`)).toBe(true);
      expect(fits(`src/${name}`, 'src/xzy.js')).toBe(false);
    },
  );

  it.each([
    ['', 'names no file; for everything write "**"'],
    ['./', 'names no file; for everything write "**"'],
    ['{,}', 'names no file; for everything write "**"'],
    ['a'.repeat(4097), 'is longer than 4096 characters'],
    ['!src/**', 'begins with "!", which cannot turn it around here; for a name that begins so write "\\!"'],
    ['../a', 'has "." or ".." between slashes, which no path has here'],
    ['a/./b', 'has "." or ".." between slashes, which no path has here'],
    ['a[b', 'has a "[" that is not closed; for the character itself write "\\["'],
    ['a[]b', 'has a "[…]" without characters; for a "]" within write "\\]"'],
    ['a[z-a]', 'has a range in "[…]" that ends before it begins'],
    [
      '[[:vowel:]]',
      'has an unknown class "[:…:]"; known are alnum, alpha, ascii, blank, cntrl, digit, graph, lower, print, punct, space, upper, word, xdigit',
    ],
    ['a(b', 'has a "(" that is not closed; for the character itself write "\\("'],
    ['a{b', 'has a "{" that is not closed; for the character itself write "\\{"'],
    ['a|b', 'has a "|" outside of parentheses; write "{a,b}", or "\\|" for the character itself'],
    ['@(a/b|c)', 'has a "/" in parentheses, in "[…]" or behind "\\"; only braces can hold one'],
    ['[a/b]', 'has a "/" in parentheses, in "[…]" or behind "\\"; only braces can hold one'],
    [
      '!(a)b',
      'has something behind "!(…)", which can only stand at the end; leave files out with a pattern of their own',
    ],
    [
      '!(a)/b',
      'has something behind "!(…)", which can only stand at the end; leave files out with a pattern of their own',
    ],
    ['@(!(a)|b)', 'has a "!(" within parentheses, which is not supported'],
    ['(?=a)', 'has a "?" right behind "("; write "[?]" for the character itself'],
    ['@(a+|b)', 'has a "+" in parentheses that repeats nothing; write "\\+" for the character itself'],
    ['@(a|**)', 'has a "**" in parentheses; it can only stand between slashes'],
    ['**@(a|b)', 'has "**" right before parentheses; write "*"'],
    ['a***', 'has more than two "*" in a row'],
    [
      String.raw`src\fixtures`,
      String.raw`has "\f": folders are divided by "/", and "\" only stands before a character that means something else`,
    ],
    ['a\\', String.raw`has a "\" with nothing behind it; folders are divided by "/"`],
    ['{a,b}'.repeat(10), 'stands for more than 1000 patterns by its braces'],
    ['{1..1000000000}', 'stands for more than 1000 patterns by its braces'],
    [`${'('.repeat(30)}a${')'.repeat(30)}`, 'has more than 20 parentheses within each other'],
    [`${'{a,'.repeat(30)}b${'}'.repeat(30)}`, 'has more than 20 braces within each other'],
  ])('%s is rejected', (pattern, why) => {
    expect(() => PathPattern.parse(pattern)).toThrow(why);
  });

  it.each<[what: string, pattern: string, path: string]>([
    ['many stars', `${'*a'.repeat(1000)}*b`, 'a'.repeat(100_000)],
    ['many stars and a class', `${'*a'.repeat(500)}[b]`, 'a'.repeat(5000)],
    ['many folders', `${'**/'.repeat(1300)}x`, 'a/'.repeat(2000)],
    ['many folders between names', `${'**/a/'.repeat(500)}x`, 'a/'.repeat(2000)],
    ['a repetition with two meanings', '(a|aa)+b', 'a'.repeat(100_000)],
    ['repetitions of repetitions', '+(+(+(a|aa)|*(a))|*(a|?))b', 'a'.repeat(10_000)],
    ['a negation', '*(a|aa)!(*(a|aa)b)', `${'a'.repeat(10_000)}bb`],
  ])('of %s ends in a short time', (_, pattern, path) => {
    expect(PathPattern.parse(pattern).matches(path)).toBe(path.endsWith('b'));
  });

  it('knows the directories that may contain a match', () => {
    const pattern = PathPattern.parse('./packages/*/src/**/*.ts');
    for (const folder of ['packages', 'packages/a', 'packages/a/src', 'packages/a/src/x/y'])
      expect([folder, pattern.mayMatchIn(folder)]).toEqual([folder, true]);
    for (const folder of ['src', 'packages/a/dist', 'packages/a/b/src'])
      expect([folder, pattern.mayMatchIn(folder)]).toEqual([folder, false]);
    expect(PathPattern.parse('*.ts').mayMatchIn('any/folder')).toBe(true);
  });
});
