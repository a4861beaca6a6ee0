import type { ArgumentOutline, CommandOutline, OptionOutline, Values } from './outline.ts';

/** A script for zsh, with a line on each command and option. It serves both as a file in `$fpath` and to be sourced. */
export function zshScript(program: CommandOutline): string {
  const name = `_${program.name}`;
  return `#compdef ${program.name}
# zsh completion for ${program.name}. To use it in each shell, put this line into ~/.zshrc, below compinit:
#   source <(${program.name} completion zsh)

${name}() {
  local curcontext=$curcontext state line
  typeset -A opt_args
${body(program, '  ')}
}

if [[ $funcstack[1] == ${name} ]]; then
  ${name} "$@"
else
  compdef ${name} ${program.name}
fi
`;
}

function body({ commands, options, arguments: places }: CommandOutline, indent: string): string {
  const specs = options.flatMap(optionSpecs);
  const call = (words: readonly string[]) => `${indent}_arguments ${words.map((word) => `\\\n${indent}  ${word}`).join(' ')}`;
  if (commands.length === 0) return call([...specs, ...places.map(argumentSpec)]);
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
${commands.map((child) => `${indent}      ${child.name})\n${body(child, `${indent}        `)} ;;`).join('\n')}
${indent}    esac ;;
${indent}esac`;
}

/** An option with a value may be repeated, which is how it takes several; a switch is offered once. */
function optionSpecs({ names, description, values }: OptionOutline): string[] {
  const text = description.replace(/[[\]\\]/g, '\\$&').replaceAll(':', '\\:');
  const once = values === undefined && names.length > 1 ? `(${names.join(' ')})` : '';
  const follows = values === undefined ? '' : `:value:${action(values)}`;
  return names.map((option) => quote(`${values === undefined ? once : '*'}${option}[${text}]${follows}`));
}

function argumentSpec({ name, values, takesMany }: ArgumentOutline): string {
  return quote(`${takesMany ? '*' : ''}:${name}:${action(values)}`);
}

function action(values: Values): string {
  if (values === 'paths') return '_files';
  return values === 'anything' ? '' : `(${values.join(' ')})`;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
