// Reads the user's own installations from the user configuration.

import path from 'node:path';
import { array, optional, safeParse, strictObject, string } from 'valibot';
import { contains } from '../../io/containment.ts';
import { assertAllowedBaseUrl, BaseUrlError } from '../client/base-url.ts';
import { cannotRead } from '../../io/file-failures.ts';
import { MOST_SETTINGS, readFound, readNamed } from '../../io/small-file.ts';
import { Failure } from '../../model/failure.ts';
import { clean } from '../../text/clean.ts';
import { parseJson, placeInJson } from '../../io/parse-json.ts';
import type { Environment } from './leaked-secret.ts';
import { shellWord } from '../../text/shell.ts';

/** Strict, because a misspelt key would leave an installation out in silence. */
const CONFIG = strictObject({ apiUrls: optional(array(string()), []) });

export interface UserConfigOptions {
  readonly env: Environment;
  /** Scanned folders: a configuration inside them is under the control of the code's authors. */
  readonly roots: readonly string[];
  /** A file that the user named with `--trust-config`; it may be anywhere. */
  readonly trusted?: string | undefined;
}

/**
 * The base URLs of the user's own installations, from `navixy-secrets/config.json` in the user's configuration folder:
 * `{ "apiUrls": ["https://gps.brand.example/api-v2"] }`. These may receive secrets.
 * @throws Failure for a file inside a scanned folder, an unreadable file, or one without a usable URL
 */
export function trustedBaseUrls(options: UserConfigOptions): readonly string[] {
  const file = options.trusted ?? userConfigFile(options.env);
  const text = file === undefined ? undefined : read(file, options.trusted !== undefined);
  if (file === undefined || text === undefined) return [];
  // With links resolved, because a link in the home folder may lead into the repository.
  const inside =
    options.trusted === undefined ? options.roots.find((root) => root !== '' && contains(root, file)) : undefined;
  if (inside !== undefined) {
    throw new Failure(
      `${clean(file)} is not used: it lies in what was scanned (${clean(inside)}), so it may not say where secrets go`,
      `If it is yours: --trust-config ${shellWord(file)}`,
    );
  }
  const wrong = (keys: readonly (string | number)[], problem: string) =>
    new Failure(`${clean(file)}${placeInJson(text, keys)}: ${problem}`);
  const content = parseJson(text, clean(file));
  if (typeof content !== 'object' || content === null || Array.isArray(content))
    throw wrong([], 'it must be an object with "apiUrls"');
  const config = safeParse(CONFIG, content);
  if (!config.success) {
    const keys = (config.issues[0].path ?? []).map(({ key }) => key as string | number);
    const [first] = keys;
    throw first === 'apiUrls'
      ? wrong(keys, '"apiUrls" must be a list of URLs')
      : wrong(keys, `unknown key ${JSON.stringify(first)}; known is apiUrls`);
  }
  return config.output.apiUrls.map((url, at) => {
    try {
      return assertAllowedBaseUrl(url, { named: [url] });
    } catch (error) {
      if (error instanceof BaseUrlError) throw wrong(['apiUrls', at], `apiUrls[${at}]: ${error.message}`);
      throw error;
    }
  });
}

/** @returns absolute path of the user's configuration, whether it exists or not; undefined without a home folder */
export function userConfigFile(env: Environment): string | undefined {
  const home = env['HOME'] ?? env['USERPROFILE'];
  const folder =
    env['XDG_CONFIG_HOME'] ?? env['APPDATA'] ?? (home === undefined ? undefined : path.join(home, '.config'));
  return folder === undefined || folder === '' ? undefined : path.join(folder, 'navixy-secrets', 'config.json');
}

function read(file: string, isRequired: boolean): string | undefined {
  try {
    return (isRequired ? readNamed : readFound)(file, MOST_SETTINGS)?.toString();
  } catch (error) {
    throw cannotRead(clean(file), error);
  }
}
