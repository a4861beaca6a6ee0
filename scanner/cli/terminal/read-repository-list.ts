// Reads the repository list named on the command line.

import path from 'node:path';
import type { CommandContext } from '../context.ts';
import { cannotRead, Failure } from '../../library/errors.ts';
import { MOST_LISTED, readNamed } from '../../library/files.ts';
import { readList, type ListedRepository } from '../../library/repositories.ts';
import { closedInput } from './closed-input.ts';

/**
 * Reads the list named on the command line.
 * @param file `-` for standard input
 * @throws Failure for an unreadable or empty list
 */
export async function listFrom(
  file: string,
  around: Pick<CommandContext, 'io' | 'cwd'>,
  clones?: string,
): Promise<ListedRepository[]> {
  const repositories = readList(await bytesOf(file, around), around.cwd, clones);
  if (repositories.length === 0)
    throw new Failure(`${file} names no repository`, 'It has a path or a URL on each line.');
  return repositories;
}

async function bytesOf(file: string, { io, cwd }: Pick<CommandContext, 'io' | 'cwd'>): Promise<Uint8Array> {
  if (file === '-') {
    const chunks: Buffer[] = [];
    for await (const chunk of io.isInClosed?.() === true ? closedInput() : io.stdin)
      chunks.push(Buffer.from(chunk as Uint8Array));
    return Buffer.concat(chunks);
  }
  try {
    return readNamed(path.resolve(cwd, file), MOST_LISTED);
  } catch (error) {
    throw cannotRead(
      `the list ${file}`,
      error,
      'It is a file with a path or a URL on each line; "-" is standard input.',
    );
  }
}
