// Recognises the usual layout of a repository, about which git need not be asked.

import { existsSync, lstatSync } from 'node:fs';
import { platform } from 'node:os';
import path from 'node:path';
import { settingsIn } from './config-file.ts';
import { commonFolderOf, smallFile, type Found } from './discovery.ts';
import { isTrusted } from './safe-directory.ts';

/** The largest settings that are read here; git reads larger ones. Bytes. */
const MAX_SIZE = 64 * 1024;
/** Settings that change where a repository keeps something, or that name more settings. */
const DECIDES = /^(?:extensions\.|include\.|includeif\.|core\.worktree$)/;
/** The values of settings that say what the layout here says anyway. Git takes the last of several. */
const AS_USUAL: Readonly<Record<string, string>> = { 'core.bare': 'false', 'core.repositoryformatversion': '0' };
/** Parsed behind the settings: what is broken before it hides it. */
const END = { section: 'navixy-secrets', key: 'navixy-secrets.end' } as const;

/** Where a repository with its own working tree keeps things. Absolute paths. */
export interface PlainRepository {
  readonly root: string;
  readonly gitFolder: string;
  readonly commonFolder: string;
  readonly objects: string;
  readonly isShallow: boolean;
}

/**
 * Answers for the usual repository what git would answer, which takes 8 ms to start: `.git` is a folder of the user's
 * own, shared with nothing, and its settings are short, valid and name no other place.
 * @param trusted the user's values of `safe.directory`
 * @returns undefined if git has to be asked
 */
export function plainRepository({ gitFolder, top }: Found, trusted: readonly string[]): PlainRepository | undefined {
  // On Windows, git decides by other rules who owns a folder.
  if (platform() === 'win32' || top === undefined || gitFolder !== path.join(top, '.git')) return undefined;
  if (lstatSync(gitFolder, { throwIfNoEntry: false })?.isDirectory() !== true) return undefined;
  if (commonFolderOf(gitFolder) !== undefined || !isTrusted({ gitFolder, top }, trusted)) return undefined;
  const config = smallFile(path.join(gitFolder, 'config'), MAX_SIZE);
  if (config === undefined || !isUsual(config)) return undefined;
  return {
    root: top,
    gitFolder,
    commonFolder: gitFolder,
    objects: path.join(gitFolder, 'objects'),
    isShallow: existsSync(path.join(gitFolder, 'shallow')),
  };
}

function isUsual(config: Buffer): boolean {
  // Git ends a key there, and so reads another one than is written.
  if (config.includes(0)) return false;
  const settings = settingsIn(Buffer.concat([config, Buffer.from(`\n[${END.section}]\nend = true\n`)]));
  if (settings.at(-1)?.key !== END.key) return false;
  const isSaid = Object.keys(AS_USUAL).every((key) => settings.some((setting) => setting.key === key));
  return isSaid && settings.every(({ key, value }) => !DECIDES.test(key) && (AS_USUAL[key] ?? value) === value);
}
