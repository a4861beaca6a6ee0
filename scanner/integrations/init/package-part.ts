// Part of `init`: the package as a development dependency.

import { TOOL } from '../../model/tool.ts';
import type { Project } from './project.ts';
import type { Part } from './init-part.ts';
import { insertPair } from './yaml-edit.ts';

const PACKAGE = 'eslint-plugin-navixy';

/** Proposes the package as a dependency. */
export function packagePart(project: Project): Part {
  if (project.manifestText === undefined)
    return { name: 'package', state: 'none', says: 'this project has no package.json' };
  if (project.manifest['name'] === PACKAGE || project.dependency(PACKAGE) !== undefined)
    return { name: 'package', state: 'ready', says: `package.json names ${PACKAGE}` };
  const before = project.manifestText;
  const range = JSON.stringify(`^${TOOL.version}`);
  const after =
    insertPair(before, ['devDependencies'], PACKAGE, range, true) ?? addDevDependencies(before, project, range);
  const install = `${project.packageManager} install`;
  if (after === undefined)
    return {
      name: 'package',
      state: 'by-hand',
      says: 'package.json cannot be edited with certainty',
      steps: [
        `${project.packageManager} ${project.packageManager === 'npm' ? 'install' : 'add'} --save-dev ${PACKAGE}`,
      ],
    };
  return {
    name: 'package',
    state: 'change',
    says: `package.json names ${PACKAGE}`,
    changes: [{ file: 'package.json', before, after }],
    steps: [install],
  };
}

function addDevDependencies(before: string, project: Project, range: string): string | undefined {
  if (project.manifest.devDependencies !== undefined) return undefined;
  const indent = /^([ \t]+)"/m.exec(before)?.[1] ?? '  ';
  const eol = before.includes('\r\n') ? '\r\n' : '\n';
  return insertPair(before, [], 'devDependencies', `{${eol}${indent}${indent}"${PACKAGE}": ${range}${eol}${indent}}`);
}
