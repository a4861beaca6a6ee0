// Part of `init`: the package as a development dependency.

import path from 'node:path';
import type { PackageOrigin } from './package-origin.ts';
import type { Project } from './project.ts';
import type { Part } from './init-part.ts';
import { setInJson } from '../../io/json-edit.ts';
import { shellWord } from '../../text/shell.ts';

const PACKAGE = 'eslint-plugin-navixy';

/** Proposes the package as a dependency, from where this copy came. */
export function packagePart(project: Project, origin: PackageOrigin): Part {
  if (project.manifestText === undefined)
    return { name: 'package', state: 'none', says: 'this project has no package.json' };
  if (project.manifest['name'] === PACKAGE || project.dependency(PACKAGE) !== undefined)
    return { name: 'package', state: 'ready', says: `package.json names ${PACKAGE}` };
  const before = project.manifestText;
  const written = rangeIn(project.root, origin);
  const isElsewhere = origin.isLocal && written === origin.range;
  const after = setInJson(before, ['devDependencies', PACKAGE], written, true);
  const install = `${project.packageManager} install`;
  if (after === undefined)
    return {
      name: 'package',
      state: 'by-hand',
      says: 'package.json cannot be edited with certainty',
      steps: [
        `${project.packageManager} ${project.packageManager === 'npm' ? 'install' : 'add'} --save-dev ${shellWord(`${PACKAGE}@${written}`)}`,
      ],
    };
  return {
    name: 'package',
    state: 'change',
    says: `package.json names ${PACKAGE}${isElsewhere ? `, from ${written.replace(/^file:/, '')}, which only this machine has` : ''}`,
    changes: [{ file: 'package.json', before, after }],
    steps: [install],
  };
}

/** @returns the version or URL; a file of the project, which others get with it, by its relative path */
function rangeIn(root: string, { range, isLocal }: PackageOrigin): string {
  const inside = isLocal && range.startsWith('file:') ? path.relative(root, range.slice('file:'.length)) : '';
  return inside === '' || inside.startsWith('..') || path.isAbsolute(inside)
    ? range
    : `file:${inside.replaceAll('\\', '/')}`;
}
