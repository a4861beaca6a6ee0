// Where the package lives: the URLs of its repository and pages, from package.json.

import packageJson from '../package.json' with { type: 'json' };

/** The repository's URL for a browser. */
export const HOME = browserUrl(packageJson.repository.url);

/**
 * @param page path of a file in the repository, such as `docs/leaked.md`
 * @returns its URL for a browser
 */
export function pageUrl(page: string): string {
  return `${HOME}/blob/main/${page}`;
}

/** @returns the browser URL for `git+https://host/owner/name.git`, `git@host:owner/name.git` or `github:owner/name` */
export function browserUrl(written: string): string {
  return written
    .replace(/^git\+/, '')
    .replace(/^(?:ssh:\/\/)?git@([^:/]+)[:/]/, 'https://$1/')
    .replace(/^(?:github:)?([\w-]+\/[\w.-]+)$/, 'https://github.com/$1')
    .replace(/(?:\.git)?\/?$/, '');
}
