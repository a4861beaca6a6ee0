// The commands, options and arguments that completion scripts need, read from commander's definitions.

import type { Argument, Command, Option } from 'commander';

/** Possible values at a position of the command line: fixed words, a path, or free text. */
export type Values = readonly string[] | 'paths' | 'anything';

export interface OptionOutline {
  /** As typed, e.g. `['-h', '--help']`. */
  readonly names: readonly string[];
  readonly description: string;
  /** Its values; undefined for a switch. */
  readonly values?: Values;
  /** Whether it takes several values. */
  readonly takesMany: boolean;
}

export interface ArgumentOutline {
  readonly name: string;
  readonly values: Values;
  readonly takesMany: boolean;
}

/** The parts of a command that a completion script needs. */
export interface CommandOutline {
  readonly name: string;
  readonly description: string;
  readonly commands: readonly CommandOutline[];
  readonly options: readonly OptionOutline[];
  readonly arguments: readonly ArgumentOutline[];
}

/** Placeholders for files and folders. */
const PATHS = new Set(['file', 'folder', 'path', 'result', 'place', 'file:name']);

/** Commander's own command, which takes the name of another. */
const HELP = 'help';

/** Reads the outline from commander's definitions, so that no second list of commands is needed. */
export function outlineOf(command: Command): CommandOutline {
  const help = command.createHelp();
  const commands = help.visibleCommands(command).map(outlineOf);
  const names = commands.map(({ name }) => name).filter((name) => name !== HELP);
  return {
    name: command.name(),
    description: command.description(),
    commands: commands.map((child) =>
      child.name === HELP
        ? { ...child, arguments: child.arguments.map((argument) => ({ ...argument, values: names })) }
        : child,
    ),
    options: help.visibleOptions(command).map(optionOutline),
    arguments: command.registeredArguments.map(argumentOutline),
  };
}

/**
 * All commands with the words that select them: `[]` for the program itself, then `['baseline', 'create']` and so on.
 */
export function* withWords(
  outline: CommandOutline,
  words: readonly string[] = [],
): Generator<{ readonly words: readonly string[]; readonly outline: CommandOutline }> {
  yield { words, outline };
  for (const child of outline.commands) yield* withWords(child, [...words, child.name]);
}

function optionOutline(option: Option): OptionOutline {
  const names = [option.short, option.long].filter((name) => name !== undefined);
  const { description, variadic: takesMany } = option;
  if (!option.required && !option.optional) return { names, description, takesMany };
  const [, placeholder = ''] = /[<[](.+?)(?:\.\.\.)?[>\]]/.exec(option.flags) ?? [];
  return { names, description, takesMany, values: option.argChoices ?? valuesOf(placeholder) };
}

function argumentOutline(argument: Argument): ArgumentOutline {
  return {
    name: argument.name(),
    values: argument.argChoices ?? valuesOf(argument.name()),
    takesMany: argument.variadic,
  };
}

function valuesOf(placeholder: string): Values {
  return PATHS.has(placeholder) ? 'paths' : 'anything';
}
