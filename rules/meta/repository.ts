/** Where the sources of this package are kept. */
import packageJson from '../../package.json' with { type: 'json' };

const { repository } = packageJson as { repository?: string | { url: string } };

/** The address of the repository in a browser, if `package.json` names one. */
export const REPOSITORY = readAddress(typeof repository === 'object' ? repository.url : repository);

/** The address of a rule's page, which editors open from a report. */
export function pageOf(name: string): string {
  return `${REPOSITORY ?? 'https://github.com/navixy/eslint-plugin-navixy'}/blob/main/docs/rules/${name}.md`;
}

/**
 * @returns `git+https://host/owner/name.git`, `git@host:owner/name.git` or `github:owner/name` as a browser opens it
 */
export function readAddress(written: string | undefined): string | undefined {
  return written
    ?.replace(/^git\+/, '')
    .replace(/^(?:ssh:\/\/)?git@([^:/]+)[:/]/, 'https://$1/')
    .replace(/^(?:github:)?([\w-]+\/[\w.-]+)$/, 'https://github.com/$1')
    .replace(/(?:\.git)?\/?$/, '');
}
