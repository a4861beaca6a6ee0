/** Library: sets up a project: plans the changes and writes them. */
import type { InitOptions, InitPlan } from '../integrations/init/init-plan.ts';

export type { InitOptions, InitPart, InitPlan } from '../integrations/init/init-plan.ts';
export type { FileChange, Part } from '../integrations/init/init-part.ts';

/**
 * Reads a project and proposes changes; writes nothing.
 * @throws Failure for an unreadable package.json, and for a repository that git cannot or will not read
 */
export async function planInit(options: InitOptions): Promise<InitPlan> {
  // Loaded on demand: it depends on a YAML parser.
  return (await import('../integrations/init/init-plan.ts')).planInit(options);
}

/**
 * Writes the proposed changes, each file completely or not at all.
 * @returns the written files, relative to the plan's root
 * @throws Failure if a file has changed since the plan was made; files written before it stay
 */
export async function applyInit(plan: InitPlan): Promise<string[]> {
  return (await import('../integrations/init/init-plan.ts')).applyInit(plan);
}
