/** Setting a project up: what is proposed, and its writing. */
import type { InitOptions, InitPlan } from '../integrations/init/init-plan.ts';

export type { InitOptions, InitPart, InitPlan } from '../integrations/init/init-plan.ts';
export type { FileChange, Part } from '../integrations/init/init-part.ts';

/**
 * Looks at a project and proposes changes; writes nothing.
 * @throws Failure for a package.json that cannot be read
 */
export async function planInit(options: InitOptions): Promise<InitPlan> {
  // Not loaded by whoever only scans: it knows YAML.
  return (await import('../integrations/init/init-plan.ts')).planInit(options);
}

/**
 * Writes what was proposed, each file whole or not at all.
 * @returns the files that were written, relative to the plan's root
 * @throws Failure when a file is not what the proposal was made of; those before it are written
 */
export async function applyInit(plan: InitPlan): Promise<string[]> {
  return (await import('../integrations/init/init-plan.ts')).applyInit(plan);
}
