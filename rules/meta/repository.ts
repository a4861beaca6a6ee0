/** The URLs of this package's repository and rule pages. */
import packageJson from '../../package.json' with { type: 'json' };

const { repository } = packageJson as { repository?: string | { url: string } };

/** The repository's URL for a browser, if `package.json` has one. */
export const REPOSITORY = readAddress(typeof repository === 'object' ? repository.url : repository);

/** The URL of a rule's page, which editors open from a report. */
export function pageOf(name: string): string {
  return `${REPOSITORY ?? 'https://github.com/navixy/eslint-plugin-navixy'}/blob/main/docs/rules/${name}.md`;
}

/** @returns the browser URL for `git+https://host/owner/name.git`, `git@host:owner/name.git` or `github:owner/name` */
export function readAddress(written: string | undefined): string | undefined {
  return written
    ?.replace(/^git\+/, '')
    .replace(/^(?:ssh:\/\/)?git@([^:/]+)[:/]/, 'https://$1/')
    .replace(/^(?:github:)?([\w-]+\/[\w.-]+)$/, 'https://github.com/$1')
    .replace(/(?:\.git)?\/?$/, '');
}
