/** What to do next, as commands that carry the inputs of a run; and how any command is written. */
export {
  Advice,
  type Found,
  type LookingCommand,
  type Step,
  type Surroundings as AdviceSurroundings,
} from '../advice/advice.ts';
export { pathWords, type CommandInputs } from '../advice/inputs.ts';
export { call, commandLine, Placeholder, type Word } from '../text/command-line.ts';
export { shellWord } from '../text/shell.ts';
