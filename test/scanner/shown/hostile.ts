// A repository in which all untrusted names and texts contain a value and control characters.
import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { hex } from '../../support/hex.ts';
import type { TempFolder } from '../../support/repo.ts';
import { TempRepo } from '../../support/repo.ts';
import { makeZip } from '../../support/zip.ts';
import { cli, leak, type CliRun, type RunOptions } from '../run.ts';

/** A value that a scan finds. */
export const LEAKED = hex('leaked in the hostile repository');
/** A value in names and texts, without context. */
export const STRAY = hex('stray in the hostile repository');

/** A text with which no line of an output may start. */
const FORGED = 'FORGED';
const CONTROLS = `\u001b[8m\u001b]0;t\u0007\u009b2J\u202e\u200b\u2028\u0085\u00ad##vso[task.x]`;
/** A hostile text with any characters. */
export const TEXT = `${STRAY} ${STRAY.toUpperCase()} ${CONTROLS}\n::error::${FORGED}\r${FORGED}\n${FORGED} ${Buffer.from(STRAY).toString('base64')} ${percent(STRAY)}`;
/** A hostile file name: no slash, at most 255 bytes. */
export const NAME = `${STRAY}${CONTROLS}\n::error::${FORGED}\r${FORGED}\n${FORGED}$(id)'"`;
/** A hostile ref name: no control characters, no space. */
export const REF = `${STRAY}\u202e\u200b;$(id)'"`;

function percent(text: string): string {
  return [...text].map((char) => `%${char.charCodeAt(0).toString(16)}`).join('');
}

/**
 * A repository in which everything is hostile: paths, people, subjects, branches, tags, the remote, the settings'
 * reasons.
 */
export class HostileRepo extends TempRepo {
  constructor() {
    super();
    this.write(`${NAME}/${NAME}.ts`, `${TEXT.replaceAll('\n', ' ')} ${leak(LEAKED)}`);
    this.write('plain.ts', leak(LEAKED));
    this.write('allowed.ts', leak(hex('allowed')));
    this.write(
      `${NAME}.zip`,
      makeZip([
        { name: `${NAME}/${NAME}.ts`, content: leak(hex('in an archive')) },
        { name: 'broken.gz', content: Buffer.from([0x1f, 0x8b, 8, 0, 0]) },
      ]),
    );
    this.write('.navixy-secrets.json', JSON.stringify({ allow: [{ path: 'allowed.ts', reason: TEXT }] }));
    this.write(
      'ignored.ts',
      `// navixy-secrets-ignore: ${TEXT.replaceAll(/[\n\r\u2028\u0085]/g, ' ')}\n${leak(hex('ignored'))}`,
    );
    // Git removes line breaks in names.
    const person = TEXT.replaceAll(/[\n\r<>]/g, ' ');
    this.commit(TEXT, { author: person, email: `${STRAY}\u202e@x` });
    this.git('mv', 'plain.ts', `${NAME}.moved.ts`);
    this.commit(`Move ${TEXT}`, { author: person });
    this.git('branch', REF);
    this.git('tag', REF);
    this.git('tag', '-a', '-m', TEXT, `annotated-${REF}`);
    this.git('remote', 'add', 'origin', `https://github.com/${STRAY}/${STRAY}.git`);
    this.git('remote', 'add', 'fleet', `https://api.navixy.com/v2/tracker/list?hash=${LEAKED}`);
    this.write(`new-${NAME}.ts`, leak(LEAKED));
  }
}

/** Every encoding in which an output could repeat a value. */
function spellings(value: string): string[] {
  return [
    value,
    value.toUpperCase(),
    Buffer.from(value).toString('base64').slice(0, 42),
    percent(value),
    [...value].map((char) => `&#${char.charCodeAt(0)};`).join(''),
    Buffer.from(value).toString('hex'),
  ];
}

/** @throws if a text shows a value, has an invisible character, or a forged line */
function holdToVisible(text: string, where: string): void {
  for (const value of [LEAKED, STRAY, 'allowed', 'ignored', 'in an archive'].map((one) =>
    one.length === 32 ? one : hex(one),
  )) {
    for (const spelling of spellings(value))
      expect(text.includes(spelling) ? `shows a value: ${around(text, spelling)}` : '', where).toBe('');
  }
  const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.exec(text.replaceAll(/[\n\t]/g, ''));
  expect(
    unseen === null
      ? undefined
      : JSON.stringify(text.replaceAll(/[\n\t]/g, '').slice(Math.max(0, unseen.index - 200), unseen.index + 20)),
    `${where} has a character that is not seen`,
  ).toBeUndefined();
  expect(
    text.split('\n').filter((line) => /^\s*(?:::error::)?FORGED/.test(line)),
    `${where} has a line of a stranger`,
  ).toEqual([]);
  expect(text.includes('##vso['), `${where} has a command of a CI`).toBe(false);
}

function around(text: string, found: string): string {
  const at = text.indexOf(found);
  return JSON.stringify(text.slice(Math.max(0, at - 300), at + 100));
}

/** Runs a command, and checks both streams and every file that it wrote to a directory. */
export async function shown(
  argv: readonly string[],
  options: RunOptions & { readonly out?: TempFolder },
): Promise<CliRun> {
  const run = await cli(argv, options);
  const command = JSON.stringify(argv);
  holdToVisible(run.stdout, `standard output of ${command}`);
  holdToVisible(run.stderr, `standard error of ${command}`);
  if (options.out !== undefined)
    for (const file of filesIn(options.out.root))
      holdToVisible(readFileSync(file, 'utf8'), `${path.relative(options.out.root, file)} of ${command}`);
  return run;
}

function filesIn(folder: string): string[] {
  mkdirSync(folder, { recursive: true });
  return readdirSync(folder, { recursive: true })
    .map((name) => path.join(folder, String(name)))
    .filter((file) => statSync(file).isFile());
}
