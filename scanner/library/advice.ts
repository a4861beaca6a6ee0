/** Library: next steps as commands with the inputs of a run, and how commands are formatted. */
export {
  Advice,
  type Found,
  type LookingCommand,
  type Step,
  type Surroundings as AdviceSurroundings,
} from '../advice/next-commands.ts';
export { pathWords, type CommandInputs } from '../advice/inputs.ts';
export { filesToStage, takesNoComment } from '../advice/remove-from-file.ts';
export { call, commandLine, Placeholder, type Word } from '../text/command-line.ts';
export { pageOf, withCalls } from '../text/installed-as.ts';
export { shellWord } from '../text/shell.ts';
