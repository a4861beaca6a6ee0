// Completion script for fish.

import { withWords, type CommandOutline, type Values } from './command-model.ts';

/**
 * A script for fish 3.0 and newer, with a line for each command and option. Each line has a condition about the words
 * before the cursor; fish evaluates equal conditions once.
 */
export function fishScript(program: CommandOutline): string {
  const name = program.name.replace(/\W/g, '_');
  const all = [...withWords(program)];
  const commands = all.flatMap(({ words }) => (words.length === 0 ? [] : [words.join(' ')]));
  const options = all
    .flatMap(({ words, outline }) =>
      outline.options.flatMap((option) => option.names.map((flag) => ({ ...option, key: [...words, flag].join(' ') }))),
    )
    .filter(({ values }) => values !== undefined);
  const many = options.filter(({ takesMany }) => takesMany);
  const when = (condition: string, ...words: string[]) =>
    `complete -c ${program.name} -n ${quote(`__${name}_${condition} ${words.map(quote).join(' ')}`)}`;
  const lines = all.flatMap(({ words, outline }) => {
    const at = words.join(' ');
    return [
      ...outline.commands.map(
        (child) => `${when('place', at, '*')} -f -a ${quote(child.name)} -d ${quote(child.description)}`,
      ),
      ...outline.arguments.map(
        ({ values, takesMany }, index) => `${when('place', at, takesMany ? '*' : String(index))} ${follows(values)}`,
      ),
      ...outline.options.map(
        ({ names, description, values }) =>
          `${when('at', at)} ${names.map(flag).join(' ')}${values === undefined ? '' : ` -r ${follows(values)}`} -d ${quote(description)}`,
      ),
    ];
  });
  return `# fish completion for ${program.name}. To use it in each shell:
#   ${program.name} completion fish > ~/.config/fish/completions/${program.name}.fish

# What the words before the cursor lead to, in three lines: the command, how many arguments of it there are, and the
# option whose values may go on.
function __${name}_read
    set -l command ''
    set -l count 0
    set -l option ''
    set -l is_over ''
    for word in (commandline -opc)[2..-1]
        set -l next (string trim -- "$command $word")
        if test -z "$is_over" -a "$word" = '--'
            set is_over 1
            set option ''
        else if test -z "$is_over"; and string match -q -- '-*' $word
            set option ''
            if contains -- $next ${options.map(({ key }) => quote(key)).join(' ')}
                set option $next
            end
        else if test -n "$option"
            if not contains -- $option ${many.map(({ key }) => quote(key)).join(' ')}
                set option ''
            end
        else if contains -- $next ${commands.map(quote).join(' ')}
            set command $next
        else
            set count (math $count + 1)
        end
    end
    printf '%s\\n' "$command" $count "$option"
end

# Whether they lead to the command $argv[1].
function __${name}_at
    set -l read (__${name}_read)
    test "$read[1]" = "$argv[1]"
end

# Whether they lead to the argument number $argv[2] of that command, or with * to any.
function __${name}_place
    set -l read (__${name}_read)
    test "$read[1]" = "$argv[1]" -a -z "$read[3]"; and contains -- $argv[2] '*' $read[2]
end

# Whether they end in values of the option $argv[1].
function __${name}_more
    set -l read (__${name}_read)
    test "$read[3]" = "$argv[1]"
end

complete -c ${program.name} -f
${[...lines, ...many.map(({ key, values = 'anything' }) => `${when('more', key)} ${follows(values)}`)].join('\n')}
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
