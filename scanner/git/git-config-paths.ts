// Finds all files that a repository's git settings refer to, including included files: git may open each of them.
import { statSync } from 'node:fs';
import path from 'node:path';
import { Failure } from '../model/failure.ts';
import { fromBytes, toDisplay, toSystem } from '../io/system-path.ts';
import { settingsIn } from './config-file.ts';
import { smallFile } from './discovery.ts';

/** The largest settings file that is followed. Bytes. */
const MAX_SIZE = 1024 * 1024;
/** Maximum depth of includes; git gives up earlier. */
const MAX_INCLUDES = 11;
/** Settings whose value is always a path, even if it does not look like one. */
const IS_PATH = /(?:file|path|template|skiplist)$/;
const IS_INCLUDE = /^include(?:if\..*)?\.path$/s;
/** Settings whose files git always opens. */
const IS_OPENED = /^(?:include(?:if\..*)?\.path|core\.(?:excludes|attributes)file)$/s;

/**
 * Conditions of includes are ignored: git may find any of them true.
 * @param config absolute path of a settings file, which need not exist
 * @param places absolute paths of further folders that a relative path may refer to
 * @returns absolute paths, existing or not
 * @throws Failure for settings that cannot be followed
 */
export function* pathsNamedBy(config: string, places: readonly string[], env: NodeJS.ProcessEnv): Generator<string> {
  const waiting = [{ file: config, depth: 0 }];
  const seen = new Set<string>();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { file, depth } = next;
    if (seen.has(file)) continue;
    seen.add(file);
    for (const { key, value = '' } of settingsIn(contentOf(file))) {
      for (const named of pathsIn(key, value, [path.dirname(file), ...places], env)) {
        yield named;
        if (IS_INCLUDE.test(key) && depth < MAX_INCLUDES) waiting.push({ file: named, depth: depth + 1 });
      }
    }
  }
}

function contentOf(file: string): Buffer {
  const size = statSync(toSystem(file), { throwIfNoEntry: false })?.size ?? 0;
  if (size > MAX_SIZE)
    throw new Failure(
      `${toDisplay(file)} has ${size} bytes, too many for settings`,
      `Make it smaller than ${MAX_SIZE} bytes.`,
    );
  return smallFile(file, MAX_SIZE) ?? Buffer.alloc(0);
}

function pathsIn(key: string, value: string, places: readonly string[], env: NodeJS.ProcessEnv): string[] {
  // git reads it as a C string, which a zero byte ends.
  const [text = ''] = value.split('\0');
  if (text === '' || text === '/dev/null' || (!IS_PATH.test(key) && !text.includes('/'))) return [];
  // Versions of git treat a tab differently.
  const spellings = new Set([text, text.replaceAll(/[\t\r]/g, ' ')]);
  return [...spellings].flatMap((spelling) => {
    const named = fromBytes(Buffer.from(spelling, 'latin1'));
    if (named.startsWith('~/')) return env['HOME'] === undefined ? [] : [path.join(env['HOME'], named.slice(2))];
    if (IS_OPENED.test(key) && /^(?:~|%\(prefix\))/.test(named))
      throw new Failure(
        `the settings of the repository name ${toDisplay(named)}, and it cannot be told where that lies`,
        'Give its path from / or from ~/ in the configuration of the repository.',
      );
    return places.map((place) => path.resolve(place, named));
  });
}
