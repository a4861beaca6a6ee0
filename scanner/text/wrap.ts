// Breaks prose between words, for a terminal of a given width.

/** A command to paste, which ends with its line. */
const COMMAND = new RegExp(
  String.raw`(?:(?:npx|yarn) )?navixy-secrets (?:allow|baseline|config|explain|hook|init|install-hook|keys|purge|` +
    String.raw`redact|repos|revoke|rotate|scan|verify)\b|\brm -rf |\bgit (?:--\S+ |-C (?:'[^']*'|\\.|[^\s'\\])+ )*` +
    String.raw`(?:add|clone|commit|config|filter-repo|push|rebase|rm)\b`,
);
/** A line that stays as it is: code, and commands of a shell. */
const CODE = /^\s*(?:│|# |(?:rm|umask|read) )/;
/** What stands before the text of a line: a number or mark of a list, or a name in a column of names. */
const LABEL = /^\s*(?:\d+\.|[-●!+✓]) |^ {3}\S+(?: \S+)* {2,}/;
const COLOR = /\u001b\[[\d;]*m/g;

/**
 * @param text one line; sequences for colours have no width
 * @param width in characters, or undefined to leave the line as it is
 * @param indent spaces before the second and each further line
 * @returns lines of at most that width, where no word alone is longer
 */
export function wrap(text: string, width: number | undefined, indent: number): string {
  if (width === undefined || widthOf(text) <= width) return text;
  const [, start = '', rest = ''] = /^(\s*)(.*)$/s.exec(text) ?? [];
  const lines: string[] = [];
  let line = start;
  for (const word of rest.split(' ')) {
    const isFirst = line.trim() === '';
    if (!isFirst && widthOf(line) + 1 + widthOf(word) > width) {
      lines.push(line.trimEnd());
      line = `${' '.repeat(indent)}${word}`;
    } else line = isFirst ? `${line}${word}` : `${line} ${word}`;
  }
  return [...lines, line].join('\n');
}

/**
 * Breaks each line of a message between words, and not within a command. Further lines are indented as the text of the
 * first one, below its number or name.
 * @param width in characters, or undefined to leave the text as it is
 */
export function wrapText(text: string, width: number | undefined): string {
  if (width === undefined) return text;
  return text
    .split('\n')
    .map((line) => wrapLine(line, width))
    .join('\n');
}

function wrapLine(line: string, width: number): string {
  const plain = line.replace(COLOR, '');
  if (widthOf(plain) <= width || CODE.test(plain)) return line;
  // A line with columns, or below another one, goes on further right than it begins.
  const label = LABEL.exec(plain)?.[0].length ?? (plain.includes('  ') ? /^ */.exec(plain)![0].length + 2 : 0);
  const indent = label > (width * 2) / 3 ? 2 : label;
  const at = line.search(COMMAND);
  if (at === -1) return wrap(line, width, indent);
  const words = line.slice(0, at).trimEnd();
  if (words === '') return line;
  const above = wrap(words, width, indent);
  const command = line.slice(at);
  const last = above.slice(above.lastIndexOf('\n') + 1);
  const isFitting = widthOf(last) + 1 + widthOf(command) <= width;
  return isFitting ? `${above} ${command}` : `${above}\n${' '.repeat(indent)}${command}`;
}

function widthOf(text: string): number {
  return [...text.replace(COLOR, '')].length;
}
