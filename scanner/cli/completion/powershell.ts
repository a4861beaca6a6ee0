// Completion script for PowerShell.

import { withWords, type CommandOutline, type OptionOutline, type Values } from './command-model.ts';

/**
 * A script for PowerShell 5 and newer. Like the bash script, it makes one pass over the words before the cursor. If it
 * returns nothing, PowerShell offers paths; an empty string prevents that, because a `CompletionResult` needs a text.
 */
export function powershellScript(program: CommandOutline): string {
  const all = [...withWords(program)];
  const flags = all.map(({ words, outline }): Entry => [
    words.join(' '),
    described(outline.options.flatMap(({ names, description }) => names.map((name): Entry => [name, description]))),
  ]);
  const options = all
    .flatMap(({ words, outline }) =>
      outline.options.flatMap((option) => option.names.map((name) => ({ ...option, key: [...words, name].join(' ') }))),
    )
    .filter(hasValues);
  return `# PowerShell completion for ${program.name}. To use it in each shell, put this line into $PROFILE:
#   ${program.name} completion powershell | Out-String | Invoke-Expression

Register-ArgumentCompleter -Native -CommandName ${quote(program.name)} -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    # Of each command: its options.
    $flags = ${table(flags)}
    # Of each command and the number of an argument: what may stand there.
    $places = ${table(all.flatMap(({ words, outline }) => argumentsOf(words.join(' '), outline)))}
    # Of each option: its values.
    $values = ${table(options.map(({ key, values }): Entry => [key, offered(values)]))}
    # Options that take several.
    $many = @(${options
      .filter(({ takesMany }) => takesMany)
      .map(({ key }) => quote(key))
      .join(', ')})

    $command = ''
    $option = ''
    $count = 0
    $isOver = $false
    foreach ($element in $commandAst.CommandElements | Select-Object -Skip 1) {
        if ($element.Extent.EndOffset -ge $cursorPosition) { break }
        $word = $element.ToString()
        $next = "$command $word".Trim()
        if (-not $isOver -and $word -eq '--') {
            $isOver = $true
            $option = ''
        } elseif (-not $isOver -and $word.StartsWith('-')) {
            $option = ''
            if ($values.ContainsKey($next)) { $option = $next }
        } elseif ($option) {
            if ($many -notcontains $option) { $option = '' }
        } elseif ($flags.ContainsKey($next)) {
            $command = $next
        } else {
            $count++
        }
    }

    $typed = "$wordToComplete"
    $before = ''
    if (-not $isOver -and $typed -match '^(--[^=]+)=(.*)$') {
        $before = $Matches[1] + '='
        $typed = $Matches[2]
        $offered = $values["$command $($Matches[1])".Trim()]
    } elseif (-not $isOver -and $typed.StartsWith('-') -and (-not $option -or $many -contains $option)) {
        $offered = $flags[$command]
    } elseif ($option) {
        $offered = $values[$option]
    } elseif ($places.ContainsKey("$command/$count")) {
        $offered = $places["$command/$count"]
    } else {
        $offered = $places["$command/*"]
    }
    if ($offered -is [string] -and $offered -eq 'paths') { return }

    $isAny = $false
    if ($offered -is [System.Collections.IDictionary]) {
        foreach ($entry in $offered.GetEnumerator()) {
            if (-not $entry.Key.StartsWith($typed, 'OrdinalIgnoreCase')) { continue }
            $isAny = $true
            [System.Management.Automation.CompletionResult]::new($before + $entry.Key, $entry.Key, 'ParameterValue', $entry.Value)
        }
    }
    if (-not $isAny) { '' }
}
`;
}

/** A key of a hash table and its value, as PowerShell code. */
type Entry = readonly [key: string, value: string];

const hasValues = <O extends OptionOutline>(option: O): option is O & { readonly values: Values } =>
  option.values !== undefined;

function argumentsOf(command: string, { commands, arguments: places }: CommandOutline): Entry[] {
  if (commands.length > 0)
    return [[`${command}/*`, described(commands.map(({ name, description }) => [name, description]))]];
  return places.map(({ values, takesMany }, index) => [`${command}/${takesMany ? '*' : index}`, offered(values)]);
}

function offered(values: Values): string {
  return typeof values === 'string' ? quote(values) : described(values.map((value) => [value, value]));
}

function described(entries: readonly Entry[]): string {
  return `[ordered]@{ ${entries.map(([word, description]) => `${quote(word)} = ${quote(description || word)}`).join('; ')} }`;
}

function table(entries: readonly Entry[]): string {
  return `@{\n${entries.map(([key, value]) => `        ${quote(key)} = ${value}`).join('\n')}\n    }`;
}

/** PowerShell treats curly quotes like straight ones. */
function quote(text: string): string {
  return `'${text.replace(/['\u2018-\u201B]/g, '$&$&')}'`;
}
