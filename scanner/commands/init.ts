import { existsSync, mkdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import pc from 'picocolors';
import { ExitCode } from '../exit-code.ts';
import { Failure } from '../failure.ts';
import { hooksFolder, type HooksFolder } from '../hooks/folder.ts';
import type { HookType } from '../hooks/types.ts';
import { ciPart } from '../init/ci.ts';
import { eslintPart } from '../init/eslint.ts';
import { hookPart } from '../init/hook.ts';
import { packagePart } from '../init/package.ts';
import { Project } from '../init/project.ts';
import type { FileChange, Part } from '../init/types.ts';
import { replaceFile } from '../replace-file.ts';
import { printable } from '../report/clean.ts';
import type { Surroundings } from './scan.ts';

const INIT_PARTS = ['package', 'eslint', 'hook', 'ci'] as const;

export interface InitOptions {
  readonly only?: readonly (typeof INIT_PARTS)[number][];
  readonly hooks: readonly HookType[];
  /** Write without asking. */
  readonly yes?: boolean;
  /** Say only whether all is set up. */
  readonly check?: boolean;
}

/** Sets the tool up in a project: shows every change as a diff, and writes them after a yes. @returns the exit status */
export async function runInit(options: InitOptions, around: Surroundings): Promise<ExitCode> {
  const { cwd, env, io, colors, signal } = around;
  const hooks = await hooksFolder(cwd, env).catch(() => undefined);
  const root = hooks?.root ?? cwd;
  const planned = plan(options, root, hooks);
  const c = pc.createColors(colors);
  for (const part of planned) io.stdout(`${printable(line(part))}\n`);
  const open = planned.filter(({ state }) => state === 'change' || state === 'by-hand');
  if (planned.every(({ state }) => state === 'none')) {
    // Nothing is set up then either, and whoever asks must not hear that all is well.
    io.stdout('Nothing here can be set up. Run it where your package.json or .git is, or make one first: npm init, git init\n');
    return options.check === true ? ExitCode.Found : ExitCode.Clean;
  }
  if (options.check === true) {
    io.stdout(open.length === 0 ? c.green('Set up.\n') : `Not set up: ${open.map(({ name }) => name).join(', ')}. Run: navixy-secrets init\n`);
    return open.length === 0 ? ExitCode.Clean : ExitCode.Found;
  }
  const changes = planned.flatMap((part) => part.changes ?? []);
  if (changes.length > 0) {
    io.stdout(`\n${(await Promise.all(changes.map(diffOf))).join('')}\n`);
    const isAllowed = options.yes === true || (await isConfirmed(changes.length, around, signal));
    if (!isAllowed) {
      io.stdout('Nothing was written.' + (io.isInTerminal ? '\n' : ' To write it: navixy-secrets init --yes\n'));
      return ExitCode.Clean;
    }
    for (const change of changes) write(root, change);
    io.stdout(`Wrote ${changes.map(({ file }) => printable(file)).join(', ')}.\n`);
  }
  const steps = open.flatMap((part) => part.steps ?? []);
  if (steps.length > 0) io.stdout(`\n${c.bold('What is left to do')}\n${steps.map((step) => `  ${printable(step)}\n`).join('')}`);
  else if (changes.length === 0) io.stdout('Everything is set up; nothing changed.\n');
  return ExitCode.Clean;
}

/** Two parts may change one file: the second builds upon the first. */
function plan({ only = INIT_PARTS, hooks: types }: InitOptions, root: string, hooks: HooksFolder | undefined): Part[] {
  const project = new Project(root);
  const wanted = new Set<string>(only);
  const parts: Part[] = [];
  if (wanted.has('package')) parts.push(packagePart(project));
  if (wanted.has('eslint')) parts.push(eslintPart(project));
  if (wanted.has('hook')) for (const type of types) parts.push(hookPart(type, new Drafted(project, parts), hooks));
  if (wanted.has('ci')) parts.push(ciPart(project));
  return joined(parts);
}

/** The project as it will be after the parts so far. */
class Drafted extends Project {
  readonly #drafts: ReadonlyMap<string, string>;

  constructor(project: Project, parts: readonly Part[]) {
    super(project.root);
    this.#drafts = new Map(parts.flatMap(({ changes = [] }) => changes.map(({ file, after }) => [file, after] as const)));
  }

  override read(file: string): string | undefined {
    // The constructor above reads before there are drafts.
    return (#drafts in this ? this.#drafts.get(file) : undefined) ?? super.read(file);
  }
}

/** One change for each file, from what is on disk to what the last part makes of it. */
function joined(parts: readonly Part[]): Part[] {
  const last = new Map(parts.flatMap(({ changes = [] }) => changes.map(({ file, after }) => [file, after] as const)));
  const seen = new Set<string>();
  return parts.map((part) => {
    if (part.changes === undefined) return part;
    const changes = part.changes.filter(({ file }) => !seen.has(file) && seen.add(file)).map((change) => ({ ...change, after: last.get(change.file)! }));
    return { ...part, changes };
  });
}

function line({ name, state, says }: Part): string {
  const marks = { ready: '✓', change: '+', 'by-hand': '!', none: '-' };
  return `${marks[state]} ${name}: ${says}`;
}

async function diffOf({ file, before, after }: FileChange): Promise<string> {
  const { createTwoFilesPatch } = await import('diff');
  return createTwoFilesPatch(before === undefined ? '/dev/null' : `a/${file}`, `b/${file}`, before ?? '', after, undefined, undefined, { context: 3 })
    .replace(/^=+\n/, '').split('\n').map(printable).join('\n');
}

async function isConfirmed(files: number, { io }: Surroundings, signal?: AbortSignal): Promise<boolean> {
  if (!io.isInTerminal || !io.isErrTerminal) return false;
  const { terminalPrompts } = await import('../terminal/prompts.ts');
  return (await terminalPrompts(signal)).confirm(`Write ${files === 1 ? 'this file' : `these ${files} files`}?`);
}

/** @throws Failure when the file is not what the diff showed */
function write(root: string, { file, before, after, executable }: FileChange): void {
  const target = path.join(root, file);
  const now = existsSync(target) ? readFileSync(target, 'utf8') : undefined;
  if (now !== before) throw new Failure(`${target} changed in the meantime`, 'Run it again.');
  mkdirSync(path.dirname(target), { recursive: true });
  const mode = now === undefined ? (executable === true ? 0o755 : undefined) : statSync(target).mode & 0o777;
  replaceFile(now === undefined ? target : realpathSync(target), after, mode);
}
