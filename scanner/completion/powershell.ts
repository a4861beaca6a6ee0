import { withWords, type CommandOutline, type Values } from './outline.ts';

/** A script for PowerShell 5 and newer. An answer without words makes PowerShell offer paths. */
export function powershellScript(program: CommandOutline): string {
  const all = [...withWords(program)];
  const table = all.map(({ words, outline }) => {
    const entry = (text: string, description: string) => `        ${quote(text)} = ${quote(description)}`;
    const offered = [
      ...outline.commands.map(({ name, description }) => entry(name, description)),
      ...outline.arguments.flatMap(({ values }) => (typeof values === 'string' ? [] : values.map((value) => entry(value, value)))),
      ...outline.options.flatMap(({ names, description }) => names.map((name) => entry(name, description))),
    ];
    return `      ${quote(words.join(' '))} = [ordered]@{\n${offered.join('\n')}\n      }`;
  });
  const values = all.flatMap(({ words, outline }) =>
    outline.options.flatMap((option) => option.names.flatMap((name) => (option.values === undefined ? [] : [`      ${quote([...words, name].join(' '))} = ${list(option.values)}`]))),
  );
  return `# PowerShell completion for ${program.name}. To use it in each shell, put this line into $PROFILE:
#   ${program.name} completion powershell | Out-String | Invoke-Expression

Register-ArgumentCompleter -Native -CommandName ${quote(program.name)} -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $places = @{
${table.join('\n')}
    }
    $values = @{
${values.join('\n')}
    }
    $at = ''
    $last = ''
    foreach ($element in $commandAst.CommandElements | Select-Object -Skip 1) {
        if ($element.Extent.EndOffset -ge $cursorPosition) { break }
        $last = $element.ToString()
        $next = "$at $last".Trim()
        if ($places.ContainsKey($next)) { $at = $next }
    }
    $due = "$at $last".Trim()
    if ($values.ContainsKey($due)) {
        $values[$due] | Where-Object { $_ -like "$wordToComplete*" } | ForEach-Object {
            [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
        }
        return
    }
    $places[$at].GetEnumerator() | Where-Object { $_.Key -like "$wordToComplete*" } | ForEach-Object {
        [System.Management.Automation.CompletionResult]::new($_.Key, $_.Key, 'ParameterName', $_.Value)
    }
}
`;
}

function list(values: Values): string {
  return typeof values === 'string' ? '@()' : `@(${values.map(quote).join(', ')})`;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
