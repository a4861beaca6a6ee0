// Completion script for bash.

import { withWords, type CommandOutline, type Values } from './command-model.ts';

/**
 * A script for bash 3.2 and newer. It makes one pass over the words before the cursor to find the command, the option
 * whose value is due, and the number of arguments. If it returns no words, readline offers paths.
 */
export function bashScript(program: CommandOutline): string {
  const name = program.name.replace(/\W/g, '_');
  const all = [...withWords(program)];
  const options = all.flatMap(({ words, outline }) =>
    outline.options.flatMap(({ names, values, takesMany }) =>
      values === undefined
        ? []
        : [
            arm(
              names.map((option) => [...words, option].join(' ')),
              [takesMany ? 'many=1' : 'many=', known(values)],
            ),
          ],
    ),
  );
  const commands = all.flatMap(({ words }) => (words.length === 0 ? [] : [quote(words.join(' '))]));
  const places = all.map(({ words, outline }) => {
    const flags = outline.options.flatMap((option) => option.names).join(' ');
    return arm([words.join(' ')], [`flags='${flags}'`, ...argumentsOf(outline)]);
  });
  return `# bash completion for ${program.name}. To use it in each shell, put this line into ~/.bashrc:
#   eval "$(${program.name} completion bash)"

# What follows an option: sets "words" and "many". Fails where nothing follows it.
_${name}_option() {
  case $1 in
${options.join('\n')}
    *) return 1 ;;
  esac
}

# What the command $1 takes as its argument number $2: sets "words" and "flags".
_${name}_place() {
  case $1 in
${places.join('\n')}
  esac
}

_${name}() {
  local current=\${COMP_WORDS[COMP_CWORD]} command= option= flags= words= many= count=0 is_over= i word
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    word=\${COMP_WORDS[i]}
    if [[ $word == '=' ]]; then continue; fi
    if [[ -z $is_over && $word == -- ]]; then is_over=1 option=; continue; fi
    if [[ -z $is_over && $word == -* ]]; then
      option=
      if _${name}_option "\${command:+$command }$word"; then option=$word; fi
      continue
    fi
    if [[ -n $option ]]; then
      if [[ -z $many ]]; then option=; fi
      continue
    fi
    case "\${command:+$command }$word" in
      ${commands.join(' | ')}) command="\${command:+$command }$word" ;;
      *) count=$((count + 1)) ;;
    esac
  done
  if [[ $current == '=' ]]; then current=; fi
  if [[ -z $is_over && $current == -* && ( -z $option || -n $many ) ]]; then
    _${name}_place "$command" 0
    words=$flags
  elif [[ -n $option ]]; then
    _${name}_option "\${command:+$command }$option"
  else
    _${name}_place "$command" "$count"
  fi
  case $words in
    @paths) ;;
    '') compopt +o default 2>/dev/null ;;
    *) COMPREPLY=($(compgen -W "$words" -- "$current")) ;;
  esac
  return 0
}

complete -o default -F _${name} ${program.name}
`;
}

/** One arm of a `case`. */
function arm(patterns: readonly string[], statements: readonly string[]): string {
  return `    ${patterns.map(quote).join(' | ')}) ${statements.join(' ')} ;;`;
}

/** For a command with subcommands, their names come first. */
function argumentsOf({ commands, arguments: places }: CommandOutline): readonly string[] {
  if (commands.length > 0) return [known(commands.map(({ name }) => name))];
  if (places.length === 0) return ['words='];
  const arms = places.map(({ values, takesMany }, index) => `${takesMany ? '*' : index}) ${known(values)} ;;`);
  return [`; case $2 in ${arms.join(' ')} *) words= ;; esac`];
}

function known(values: Values): string {
  if (values === 'paths') return 'words=@paths';
  return values === 'anything' ? 'words=' : `words='${values.join(' ')}'`;
}

function quote(text: string): string {
  return `'${text}'`;
}
