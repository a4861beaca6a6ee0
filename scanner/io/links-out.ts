// Keeps what is written in a repository: a link in it may have come with a clone, and lead anywhere.
import { readlinkSync } from 'node:fs';
import path from 'node:path';
import { isBelow } from './containment.ts';
import { Failure } from '../model/failure.ts';
import { foldersAbove } from './folders-above.ts';

/** As many as Linux follows. */
const MOST_LINKS = 40;

/** Where a path leads. */
export interface Destination {
  /** Absolute path without links; of what may yet have to be made. */
  readonly end: string;
  /** Absolute path of the first link on the way that lies in the files of a repository and leads out of them. */
  readonly linkOut?: string;
}

/**
 * Follows every link of a path, of its folders too.
 * @param file absolute path
 * @param within absolute path of a folder that counts as a repository, whether it is one or not
 * @throws an error with the code `ELOOP` where links lead in a circle
 */
export function destinationOf(file: string, within?: string): Destination {
  const links: string[] = [];
  const end = resolved(file, links);
  const outer = within === undefined ? undefined : resolved(within, []);
  const linkOut = links.find((link) => {
    const { folders, isInRepository } = foldersAbove(path.dirname(link));
    const top = folders.at(-1)!;
    // git stores links that lead into the git folder, where its settings and hooks are.
    if (isInRepository)
      return !isBelow(top, end) || (isBelow(path.join(top, '.git'), end) && !isBelow(path.join(top, '.git'), link));
    return outer !== undefined && isBelow(outer, link) && !isBelow(outer, end);
  });
  return { end, ...(linkOut === undefined ? {} : { linkOut }) };
}

/**
 * @param what as the message names it, e.g. `the report`
 * @param remedy how to do it on purpose, made of the path without links
 * @param within as for {@link destinationOf}
 * @throws Failure where a link that a repository holds leads out of its files
 */
export function refuseLinksOut(file: string, what: string, remedy: (end: string) => string, within?: string): void {
  const { end, linkOut } = destinationOf(file, within);
  if (linkOut !== undefined)
    throw new Failure(
      `cannot write ${what}: ${linkOut} is a link that leads out of the files of the repository, to ${end}`,
      remedy(end),
    );
}

/** @param links takes the absolute paths of the links that were followed, their folders without links */
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
    // No link, or nothing there.
    return undefined;
  }
}
