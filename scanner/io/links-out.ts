// Rejects writes through a link that leads out of a repository: the link may have come with a clone.
import { readlinkSync } from 'node:fs';
import path from 'node:path';
import { isBelow } from './containment.ts';
import { Failure } from '../model/failure.ts';
import { foldersAbove } from './folders-above.ts';

/** The limit of Linux. */
const MOST_LINKS = 40;

/** The target of a path. */
export interface Destination {
  /** Absolute path without links; the file may not exist yet. */
  readonly end: string;
  /** Absolute path of the first link on the way that is in a repository and leads out of it. */
  readonly linkOut?: string;
}

/**
 * Resolves every link of a path, including those of its folders.
 * @param file absolute path
 * @param within absolute path of a folder that counts as a repository, whether it is one or not
 * @throws an error with the code `ELOOP` for a loop of links
 */
export function destinationOf(file: string, within?: string): Destination {
  const links: string[] = [];
  const end = resolved(file, links);
  const outer = within === undefined ? undefined : resolved(within, []);
  const linkOut = links.find((link) => {
    const { folders, isInRepository } = foldersAbove(path.dirname(link));
    const top = folders.at(-1)!;
    // git can store links into the git folder, which contains its settings and hooks.
    if (isInRepository)
      return !isBelow(top, end) || (isBelow(path.join(top, '.git'), end) && !isBelow(path.join(top, '.git'), link));
    return outer !== undefined && isBelow(outer, link) && !isBelow(outer, end);
  });
  return { end, ...(linkOut === undefined ? {} : { linkOut }) };
}

/**
 * @param what name of the file in the message, for example `the report`
 * @param remedy how to do it on purpose, made from the path without links
 * @param within as for {@link destinationOf}
 * @throws Failure if a link in a repository leads out of it
 */
export function refuseLinksOut(file: string, what: string, remedy: (end: string) => string, within?: string): void {
  const { end, linkOut } = destinationOf(file, within);
  if (linkOut !== undefined)
    throw new Failure(
      `cannot write ${what}: ${linkOut} is a link that leads out of the files of the repository, to ${end}`,
      remedy(end),
    );
}

/** @param links receives the absolute paths of the links that were followed, their folders without links */
function resolved(file: string, links: string[]): string {
  const { root } = path.parse(file);
  const todo = file
    .slice(root.length)
    .split(path.sep)
    .filter((name) => name !== '')
    .toReversed();
  let at = root;
  while (todo.length > 0) {
    const next = path.join(at, todo.pop()!);
    const target = targetOf(next);
    if (target === undefined) {
      at = next;
      continue;
    }
    links.push(next);
    if (links.length > MOST_LINKS)
      throw Object.assign(new Error('too many links'), { code: 'ELOOP', syscall: 'open', path: file });
    if (path.isAbsolute(target)) at = path.parse(target).root;
    todo.push(
      ...target
        .split(path.sep)
        .filter((name) => name !== '' && name !== '.')
        .toReversed(),
    );
  }
  return at;
}

function targetOf(file: string): string | undefined {
  try {
    return readlinkSync(file);
  } catch {
    // Not a link, or does not exist.
    return undefined;
  }
}
