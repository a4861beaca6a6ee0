// Part of `init`: the git hook, in the project's hook manager or as a plain hook.

import path from 'node:path';
import { Failure } from '../../model/failure.ts';
import { NoHooks, type HooksFolder } from '../hooks/hooks-folder.ts';
import { hasGlobalHook, planInstallation } from '../hooks/hook-file.ts';
import type { HookType } from '../hooks/hook-types.ts';
import { TOOL } from '../../model/tool.ts';
import type { Project } from './project.ts';
import type { FileChange, Part } from './init-part.ts';
import type { PackageOrigin } from './package-origin.ts';
import { setInJson } from '../../io/json-edit.ts';
import { appendLines, kindAt } from './yaml-edit.ts';
import { pageOf } from '../../text/installed-as.ts';

const LEFTHOOK = [
  'lefthook.yml',
  '.lefthook.yml',
  'lefthook.yaml',
  '.lefthook.yaml',
  '.config/lefthook.yml',
  'lefthook.toml',
  '.lefthook.toml',
  'lefthook.json',
  '.lefthook.json',
];
const SIMPLE = [
  '.simple-git-hooks.json',
  'simple-git-hooks.json',
  '.simple-git-hooks.js',
  '.simple-git-hooks.cjs',
  '.simple-git-hooks.mjs',
  'simple-git-hooks.js',
  'simple-git-hooks.cjs',
  'simple-git-hooks.mjs',
];

/** Arguments that a hook's script passes on. */
const ARGUMENTS: Readonly<Record<HookType, string>> = { 'pre-commit': '', 'commit-msg': ' "$1"', 'pre-push': ' "$@"' };

/** Proposes the hook of one type, for the hook manager of the project. */
export function hookPart(type: HookType, project: Project, hooks: HooksFolder | NoHooks, origin: PackageOrigin): Part {
  const lefthook = project.first(LEFTHOOK);
  const simple = project.first(SIMPLE);
  if (project.has('.husky') || project.dependency('husky') !== undefined) return huskyPart(type, project);
  if (lefthook !== undefined) return lefthookPart(type, lefthook, project);
  if (project.has('.pre-commit-config.yaml')) return preCommitPart(type, project, origin);
  if (project.manifest['simple-git-hooks'] !== undefined)
    return simplePart(type, 'package.json', ['simple-git-hooks'], project);
  if (simple !== undefined) return simplePart(type, simple, [], project);
  return plainPart(type, hooks);
}

function huskyPart(type: HookType, project: Project): Part {
  const file = `.husky/${type}`;
  const before = project.read(file);
  if (before !== undefined && isThere(before, type))
    return { name: 'hook', state: 'ready', says: `${file} runs navixy-secrets` };
  if ((project.manifest['husky'] as { hooks?: unknown } | undefined)?.hooks !== undefined)
    return byHand(`package.json has hooks of husky 4`, `Add to them: "${type}": "${project.runner} hook ${type}"`);
  // Husky 9 puts node_modules/.bin on PATH; earlier versions do not.
  const isOld = /\b[5-8]\./.test(project.dependency('husky') ?? '') || /_\/husky\.sh/.test(before ?? '');
  const command = `${isOld || project.has('.pnp.cjs') ? project.runner : TOOL.name} hook ${type}${ARGUMENTS[type]}`;
  const steps = project.has('.husky/_')
    ? []
    : [`${project.packageManager === 'npm' ? 'npx' : project.packageManager} husky${isOld ? ' install' : ''}`];
  if (before === undefined) {
    const head = isOld ? '#!/usr/bin/env sh\n. "$(dirname -- "$0")/_/husky.sh"\n\n' : '';
    return change(
      `${file} is new and runs navixy-secrets`,
      [{ file, after: `${head}${command}\n`, executable: true }],
      steps,
    );
  }
  const after = withCommandFirst(before, command);
  // A command after ours would find standard input empty.
  if (after === undefined || (type === 'pre-push' && /\b(?:lfs|read|cat|stdin)\b/.test(before)))
    return byHand(`${file} cannot be edited with certainty`, `Add the line: ${command}`);
  return change(`${file} runs navixy-secrets first`, [{ file, before, after, executable: true }], steps);
}

/** Adds a command at the start of a shell script; after an earlier `exit` or `exec` it might not run. */
function withCommandFirst(script: string, command: string): string | undefined {
  const first = script.split('\n', 1)[0] ?? '';
  if (first.startsWith('#!') && !/\b(?:sh|bash|dash|zsh|ksh)\s*(?:-e)?\s*$/.test(first.trim())) return undefined;
  const head = /^(?:(?:#|\. |source |[^\S\n]*\r?$)[^\n]*\n|\r?\n)*/.exec(script)?.[0] ?? '';
  const eol = script.includes('\r\n') ? '\r\n' : '\n';
  return `${head}${command}${eol}${script.slice(head.length)}`;
}

function lefthookPart(type: HookType, file: string, project: Project): Part {
  const before = project.read(file)!;
  if (isThere(before, type)) return { name: 'hook', state: 'ready', says: `${file} runs navixy-secrets` };
  const command = `${project.runner} hook ${type}${type === 'commit-msg' ? ' {1}' : type === 'pre-push' ? ' {0}' : ''}`;
  const body = [`run: ${command}`, ...(type === 'pre-push' ? ['use_stdin: true'] : [])];
  const after = /\.ya?ml$/.test(file) ? lefthookEdited(before, type, body) : undefined;
  if (after === undefined)
    return byHand(`${file} cannot be edited with certainty`, `Add to its ${type} a command that runs: ${command}`);
  return change(
    `${file} runs navixy-secrets`,
    [{ file, before, after }],
    [`${project.packageManager === 'npm' ? 'npx' : project.packageManager} lefthook install`],
  );
}

function lefthookEdited(text: string, type: HookType, body: readonly string[]): string | undefined {
  const commands = ['navixy-secrets:', ...body.map((line) => `  ${line}`)];
  switch (kindAt(text, [type])) {
    case 'none':
      return appendLines(text, [], [`${type}:`, '  commands:', ...commands.map((line) => `    ${line}`)]);
    case 'map':
      if (kindAt(text, [type, 'jobs']) === 'list')
        return appendLines(text, [type, 'jobs'], ['- name: navixy-secrets', ...body.map((line) => `  ${line}`)]);
      if (kindAt(text, [type, 'commands']) === 'map') return appendLines(text, [type, 'commands'], commands);
      return kindAt(text, [type, 'commands']) === 'none'
        ? appendLines(text, [type], ['commands:', ...commands.map((line) => `  ${line}`)])
        : undefined;
    default:
      return undefined;
  }
}

function preCommitPart(type: HookType, project: Project, origin: PackageOrigin): Part {
  const file = '.pre-commit-config.yaml';
  const before = project.read(file)!;
  if (isThere(before, type)) return { name: 'hook', state: 'ready', says: `${file} runs navixy-secrets` };
  const lines = [
    '- repo: local',
    '  hooks:',
    `    - id: ${type === 'pre-commit' ? TOOL.name : `${TOOL.name}-${type}`}`,
    `      name: navixy-secrets (${type})`,
    `      entry: navixy-secrets hook ${type}`,
    '      language: node',
    `      additional_dependencies: ['eslint-plugin-navixy@${origin.exact.replaceAll("'", "''")}']`,
    `      stages: [${type}]`,
    ...(type === 'commit-msg' ? [] : ['      pass_filenames: false']),
    '      always_run: true',
  ];
  const after = appendLines(before, ['repos'], lines);
  if (after === undefined)
    return byHand(
      `${file} cannot be edited with certainty`,
      `Add the hook to its repos as ${pageOf('pre-commit.md')} shows.`,
    );
  return change(`${file} runs navixy-secrets`, [{ file, before, after }], [`pre-commit install --hook-type ${type}`]);
}

function simplePart(type: HookType, file: string, keys: readonly string[], project: Project): Part {
  const before = project.read(file)!;
  const command = `${project.runner} hook ${type}${ARGUMENTS[type]}`;
  const steps = [`${project.packageManager === 'npm' ? 'npx' : project.packageManager} simple-git-hooks`];
  if (isThere(before, type)) return { name: 'hook', state: 'ready', says: `${file} runs navixy-secrets` };
  const after =
    file.endsWith('.json') && kindAt(before, [...keys, type]) === 'none'
      ? setInJson(before, [...keys, type], command)
      : undefined;
  if (after === undefined)
    return byHand(
      `${file} has a ${type} hook or a shape that cannot be edited with certainty`,
      `Put before its ${type} command: ${command} &&`,
    );
  return change(`${file} runs navixy-secrets`, [{ file, before, after }], steps);
}

function plainPart(type: HookType, hooks: HooksFolder | NoHooks): Part {
  if (hooks instanceof NoHooks) return { name: 'hook', state: 'none', says: hooks.message };
  const install = `navixy-secrets install-hook --type ${type}`;
  if (hooks.isGlobal)
    return hasGlobalHook(type, hooks.path)
      ? { name: 'hook', state: 'ready', says: `the global hook in ${hooks.path} runs navixy-secrets` }
      : byHand(`core.hooksPath is ${hooks.path}, the folder of the global hooks`, `${install} --global`);
  if (hooks.linkEnd !== undefined)
    return byHand(
      `${hooks.path} leads out of this repository, to ${hooks.linkEnd}`,
      `If it shall run wherever that is used: ${install} --shared`,
    );
  if (hooks.isShared)
    return byHand(
      `core.hooksPath is ${hooks.path}, which other repositories may use`,
      `If it shall run in all of them: ${install} --shared`,
    );
  try {
    const plan = planInstallation(type, hooks, hooks.root);
    const shown = path.relative(hooks.root, path.join(hooks.path, type)).split(path.sep).join('/');
    if (plan.state === 'installed') return { name: 'hook', state: 'ready', says: `${shown} runs navixy-secrets` };
    if (plan.state !== 'new') return byHand(`${shown} is there; it is kept and chained to`, install);
    return change(
      `${shown} is new; it is on this machine alone, for git does not share hooks`,
      [{ file: shown, after: plan.script, executable: true }],
      [],
    );
  } catch (error) {
    if (error instanceof Failure) return byHand(error.message, error.remedy ?? install);
    throw error;
  }
}

function isThere(text: string, type: HookType): boolean {
  return (
    text.includes(`navixy-secrets hook ${type}`) ||
    (type === 'pre-commit' && (text.split('\n').some(isScanOfStaged) || /\bid: navixy-secrets[^\S\n]*$/m.test(text)))
  );
}

function isScanOfStaged(line: string): boolean {
  const at = line.search(/navixy-secrets scan\b/);
  return at >= 0 && line.includes('--staged', at);
}

function change(says: string, changes: readonly FileChange[], steps: readonly string[]): Part {
  return { name: 'hook', state: 'change', says, changes, steps };
}

function byHand(says: string, step: string): Part {
  return { name: 'hook', state: 'by-hand', says, steps: [step] };
}
