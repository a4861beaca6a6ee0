import { describe, expect, it } from 'vitest';
import { findInsecureAddresses } from '../rules/platform/insecure-addresses.ts';
import { DiffReader } from '../scanner/sources/diff/unified-diff.ts';
import { readCommit } from '../scanner/git/commit.ts';
import { setInJson } from '../scanner/io/json-edit.ts';
import { withoutTag } from '../scanner/remediation/session/rotation-title.ts';
import { detect } from '../src/index.ts';
import { trimEndOf } from '../src/trim-end.ts';
import { unescapeFragment } from '../src/text-encodings.ts';
import { hex } from './support/hex.ts';

/** Long enough that a backtracking expression would not finish within a test. */
const LONG = 200_000;

describe('a text that would make a slow regular expression run forever', () => {
  it('with spaces between a key and its value is judged', () => {
    const values = Array.from({ length: 2000 }, (_, at) => hex(`value ${at}`));
    const text = values.map((value) => `p${' '.repeat(440)}\u0001\n  value: '${value}'\n`).join('');
    expect(detect(`${text}api.navixy.com`, { path: 'a.yml' })).toEqual([]);
    expect(detect(`navixy_hash:\n  value: '${values[0]!}'\n`, { path: 'a.yml' }).map(({ start }) => start)).toEqual([
      23,
    ]);
  });

  it.each(['\\', '\\\\u', '%25', '&#'])('of repeated %j is unescaped', (piece) => {
    const text = piece.repeat(LONG / 20);
    expect(unescapeFragment(text).length).toBeLessThanOrEqual(text.length);
  });

  it('with escapes is decoded', () => {
    expect(unescapeFragment(String.raw`a\\\u003db\\x3dc\\\\nd\"e`)).toBe('a=b=c\nd"e');
  });

  it('of unclosed templates is not an address', () => {
    expect(findInsecureAddresses(`http://${'{{'.repeat(LONG / 4)}`, [])).toEqual([]);
    expect(findInsecureAddresses('http://{{host}}/api-v2/user', []).map(({ host }) => host)).toEqual(['{{host}}']);
  });

  it('with trailing slashes is trimmed', () => {
    expect(trimEndOf(`a${'/'.repeat(LONG)}b`, '/')).toHaveLength(LONG + 2);
    expect(trimEndOf(`a${'/'.repeat(LONG)}`, '/')).toBe('a');
    expect(trimEndOf('a\r\n\n', '\r\n')).toBe('a');
    expect(trimEndOf('//', '/')).toBe('');
  });

  it('of spaces in the title of a key is a title', () => {
    expect(withoutTag(`${' '.repeat(LONG)}x`)).toHaveLength(LONG + 1);
    expect(withoutTag('Billing  [rotated 01234567-89abcdef]')).toBe('Billing');
  });

  it('of spaces in a file is edited', () => {
    const blanks = ' '.repeat(LONG);
    expect(setInJson(`{"x": "${blanks}y",${blanks}"a": 1}`, ['b'], 2)).toBe(
      `{"x": "${blanks}y",${blanks}"a": 1, "b": 2}`,
    );
  });

  it('in the author of a commit leaves the rest readable', () => {
    const commit = (author: string) =>
      Buffer.from(`tree x\nauthor ${author}\ncommitter Cid <c@fleet.example> 1700000000 +0100\n\nsubject\n`);
    expect(readCommit(commit('<'.repeat(LONG)))).toMatchObject({
      author: '',
      email: '',
      committer: 'Cid',
      subject: 'subject',
    });
    expect(readCommit(commit('A <b> C <mail> 1700000000 +0000'))).toMatchObject({
      author: 'A <b> C',
      email: 'mail',
      date: '2023-11-14T22:13:20+00:00',
    });
    expect(readCommit(commit('<mail> 1700000000 +0000'))).toMatchObject({ author: '', email: 'mail' });
  });

  it('in a diff is not a binary file', () => {
    const read = (line: string, times: number) => {
      const reader = new DiffReader(false);
      return Array.from({ length: times }, () => reader.push(Buffer.from(`${line}\n`)))
        .flat()
        .filter(({ kind }) => kind === 'unread');
    };
    // Longer lines are ignored.
    expect(read(`Binary files a${' and b'.repeat(10_000)}`, 500)).toEqual([]);
    expect(read('Binary files a/x.png and b/x.png differ', 1)).toHaveLength(1);
  });
});
