// Completion script for zsh.

import type { ArgumentOutline, CommandOutline, OptionOutline, Values } from './command-model.ts';

/** A script for zsh, with a line for each command and option. It works as a file in `$fpath` and when sourced. */
export function zshScript(program: CommandOutline): string {
  const name = `_${program.name}`;
  return `#compdef ${program.name}
# zsh completion for ${program.name}. To use it in each shell, put this line into ~/.zshrc, below compinit:
#   source <(${program.name} completion zsh)

${name}() {
  local curcontext=$curcontext state line
  typeset -A opt_args
${body(program, '  ', `${name}_more`)}
}

# What follows: a value of the last option before it, where it is one of the first ("--option=its values"), which take
# several; else what the words after those do.
${name}_more() {
  local at=$((CURRENT - 1))
  while (( at > 1 )) && [[ $words[at] != -* ]]; do (( at-- )); done
  while [[ $1 == -* ]]; do
    if [[ $1 == "$words[at]="* ]]; then
      compadd -- \${=1#*=}
      return
    fi
    shift
  done
  "$@"
}

if [[ $funcstack[1] == ${name} ]]; then
  ${name} "$@"
else
  compdef ${name} ${program.name}
fi
`;
}

function body({ commands, options, arguments: places }: CommandOutline, indent: string, more: string): string {
  const specs = options.flatMap(optionSpecs);
  // Options end at "--", and if there are subcommands, at the first of them.
  const call = (words: readonly string[]) =>
    `${indent}_arguments -S ${words.map((word) => `\\\n${indent}  ${word}`).join(' ')}`;
  if (commands.length === 0) return call([...specs, ...argumentSpecs(places, options, more)]);
  const names = commands.map(({ name, description }) => `${indent}      ${quote(`${name}:${description}`)}`);
  return `${call(['-C', ...specs, "'1:command:->command'", "'*::argument:->argument'"])}
${indent}case $state in
${indent}  command)
${indent}    local -a commands=(
${names.join('\n')}
${indent}    )
${indent}    _describe command commands ;;
${indent}  argument)
${indent}    case $words[1] in
${commands.map((child) => `${indent}      ${child.name})\n${body(child, `${indent}        `, more)} ;;`).join('\n')}
${indent}    esac ;;
${indent}esac`;
}

/** An option with a value may be repeated, and its value may follow "="; a switch is offered once. */
function optionSpecs({ names, description, values }: OptionOutline): string[] {
  const text = description.replace(/[[\]\\]/g, '\\$&').replaceAll(':', '\\:');
  const once = names.length > 1 ? `(${names.join(' ')})` : '';
  if (values === undefined) return names.map((option) => quote(`${once}${option}[${text}]`));
  return names.map((option) =>
    quote(`*${option}${option.startsWith('--') ? '=' : ''}[${text}]:value:${action(values)}`),
  );
}

/** For zsh, the second and further values of an option are arguments. */
function argumentSpecs(places: readonly ArgumentOutline[], options: readonly OptionOutline[], more: string): string[] {
  const many = options
    .filter(({ takesMany }) => takesMany)
    .flatMap(({ names, values }) =>
      typeof values === 'object' ? names.map((name) => `"${name}=${values.join(' ')}"`) : [],
    );
  const single = places
    .filter(({ takesMany }) => !takesMany || many.length === 0)
    .map(({ name, values, takesMany }) => quote(`${takesMany ? '*' : ''}:${name}:${action(values)}`));
  if (many.length === 0) return single;
  return [
    ...single,
    quote(
      `*:value: ${more} ${many.join(' ')} ${places.some(({ values, takesMany }) => takesMany && values === 'paths') ? '_files' : ''}`,
    ),
  ];
}

function action(values: Values): string {
  if (values === 'paths') return '_files';
  return values === 'anything' ? '' : `(${values.join(' ')})`;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
