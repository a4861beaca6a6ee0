// Breaks prose between words, for a terminal of a given width.

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
      lines.push(line);
      line = `${' '.repeat(indent)}${word}`;
    } else line = isFirst ? `${line}${word}` : `${line} ${word}`;
  }
  return [...lines, line].join('\n');
}

function widthOf(text: string): number {
  return [...text.replace(COLOR, '')].length;
}
