import { withWords, type CommandOutline, type Values } from './outline.ts';

/** A script for fish 3.0 and newer, with a line on each command and option. */
export function fishScript(program: CommandOutline): string {
  const name = program.name.replace(/\W/g, '_');
  const all = [...withWords(program)];
  const paths = all.flatMap(({ words }) => (words.length === 0 ? [] : [quote(words.join(' '))]));
  const lines = all.flatMap(({ words, outline }) => {
    const at = `complete -c ${program.name} -n ${quote(`__${name}_at ${quote(words.join(' '))}`)}`;
    return [
      ...outline.commands.map((child) => `${at} -f -a ${quote(child.name)} -d ${quote(child.description)}`),
      ...outline.arguments.map(({ values }) => `${at} ${follows(values)}`),
      ...outline.options.map(({ names, description, values }) => `${at} ${names.map(flag).join(' ')}${values === undefined ? '' : ` -r ${follows(values)}`} -d ${quote(description)}`),
    ];
  });
  return `# fish completion for ${program.name}. To use it in each shell:
#   ${program.name} completion fish > ~/.config/fish/completions/${program.name}.fish

# Whether the words before the cursor lead to the command $argv[1].
function __${name}_at
    set -l at ''
    for word in (commandline -opc)[2..-1]
        set -l next (string trim -- "$at $word")
        if contains -- $next ${paths.join(' ')}
            set at $next
        end
    end
    test "$at" = "$argv[1]"
end

complete -c ${program.name} -f
${lines.join('\n')}
`;
}

function flag(option: string): string {
  return option.startsWith('--') ? `-l ${option.slice(2)}` : `-s ${option.slice(1)}`;
}

function follows(values: Values): string {
  if (values === 'paths') return '-F';
  return values === 'anything' ? '-f' : `-f -a ${quote(values.join(' '))}`;
}

function quote(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
