/** Setting a project up: what is proposed, and its writing. */
export { applyInit, INIT_PARTS, planInit, type InitOptions, type InitPart, type InitPlan } from '../init/plan.ts';
export type { FileChange, Part } from '../init/types.ts';
