// Notes about the API keys of an account: leaked, old, shared between programs.

import { existsSync } from 'node:fs';
import path from 'node:path';
import type { ApiKey } from '../client/index.ts';
import { replaces, withoutTag } from '../session/rotation-title.ts';
import type { LeakFinding } from '../session/leaked-secret.ts';
import { isGenericTitle } from '../../../src/navixy/titles.ts';
import { clean } from '../../text/clean.ts';

/** An API key of an account, with notes about it. */
export interface DescribedKey {
  readonly key: ApiKey;
  /** In whole days; `undefined` for an unreadable date. */
  readonly ageDays: number | undefined;
  /** Places where it was found leaked. */
  readonly places: readonly string[];
  readonly remarks: readonly string[];
}

/** Keys of at least this age should be replaced. */
const OLD_DAYS = 365;

/** Files that mark the folder of a separate program. */
const MANIFESTS = [
  'package.json',
  'pyproject.toml',
  'requirements.txt',
  'go.mod',
  'composer.json',
  'pom.xml',
  'build.gradle',
  'Cargo.toml',
  'Gemfile',
  'Dockerfile',
];

/**
 * Notes about the keys of an account.
 * @param findings places of leaked values
 * @param now for the age
 */
export function describeKeys(
  keys: readonly ApiKey[],
  findings: readonly LeakFinding[],
  now: Date,
): readonly DescribedKey[] {
  return keys.map((key) => {
    const found = findings.filter(({ secret }) => secret.equals(key.secret));
    const ageDays = ageOf(key, now);
    const title = titleWithoutTag(key);
    const twins = keys.filter(
      (other) => other !== key && titleWithoutTag(other).toLowerCase() === title.toLowerCase(),
    ).length;
    const replaced = keys.find((other) => other !== key && replaces(key.title, other.secret));
    const integrations = [...new Set(found.map(integrationOf))];
    const remarks = [
      ...(found.length > 0 ? ['LEAKED'] : []),
      ...(isGenericTitle(title) ? ['the title does not say who uses it'] : []),
      ...(twins > 0 ? [`${twins + 1} keys have this title`] : []),
      ...(replaced === undefined
        ? []
        : [
            `made by rotate to replace ` +
              `${replaced.secret.fingerprint}, which is still there: finish that, or delete this one if nothing ` +
              `uses it`,
          ]),
      ...(ageDays !== undefined && ageDays > OLD_DAYS ? [`older than a year (${ageDays} days): rotate it`] : []),
      ...(integrations.length > 1
        ? [`used by several integrations (${integrations.map(clean).join(', ')}): make one key for each`]
        : []),
    ];
    return {
      key,
      ageDays,
      places: [...new Set(found.map((finding) => clean(`${finding.path}:${finding.line}`)))],
      remarks,
    };
  });
}

/** The title that people gave it, without the tag of a rotation, which says nothing about its use. */
function titleWithoutTag({ title }: ApiKey): string {
  return withoutTag(title).trim();
}

function ageOf({ createDate }: ApiKey, now: Date): number | undefined {
  const created = Date.parse(createDate.replace(' ', 'T'));
  return Number.isNaN(created) ? undefined : Math.max(0, Math.floor((now.getTime() - created) / 86_400_000));
}

/**
 * The nearest folder above a finding that is a separate program, relative to the scanned folder; otherwise that folder.
 */
function integrationOf({ root = '', path: file }: LeakFinding): string {
  for (
    let folder = path.dirname(file);
    folder !== '.' && folder !== '/' && folder !== '';
    folder = path.dirname(folder)
  ) {
    if (MANIFESTS.some((manifest) => existsSync(path.join(root, folder, manifest))))
      return path.posix.join(path.basename(root), folder);
  }
  return path.basename(root);
}
