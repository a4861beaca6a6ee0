// Draws the output of a command as an SVG, with its colours.

/** Colours of the 16 that terminals have, by SGR code; dark background. */
const COLORS: Readonly<Record<number, string>> = {
  31: '#ff7b72',
  32: '#7ee787',
  33: '#e3b341',
  34: '#79c0ff',
  35: '#d2a8ff',
  36: '#76e3ea',
};
const COLUMN = 8.4;
const ROW = 20;
const MARGIN = 16;
const SGR = /\u001b\[([\d;]*)m/;

/**
 * @param command the command, shown after a prompt
 * @param output the output of the command, with escape sequences for colours only
 * @returns an SVG with text that can be selected
 */
export function terminalSvg(command: string, output: string): string {
  const lines = [`\u001b[2m$\u001b[22m ${command}`, '', ...output.trimEnd().split('\n')];
  const plain = lines.map((line) => line.replaceAll(new RegExp(SGR, 'g'), ''));
  const width = Math.ceil(Math.max(...plain.map((line) => line.length)) * COLUMN) + 2 * MARGIN;
  const height = lines.length * ROW + 2 * MARGIN;
  const rows = lines.map((line, at) => `<text x="${MARGIN}" y="${MARGIN + (at + 0.75) * ROW}">${spans(line)}</text>`);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>${escaped(`${command} prints what it found`)}</title>`,
    `<rect width="100%" height="100%" rx="8" fill="#0d1117"/>`,
    `<g font-family="ui-monospace,SFMono-Regular,Menlo,Consolas,monospace" font-size="14" fill="#e6edf3" xml:space="preserve">`,
    ...rows,
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

function spans(line: string): string {
  const style = { fill: '', weight: '', opacity: '' };
  const parts = line.split(new RegExp(SGR, 'g'));
  // Text and codes alternate.
  return parts
    .map((part, at) => {
      if (at % 2 === 0) return part === '' ? '' : `<tspan${attributes(style)}>${escaped(part)}</tspan>`;
      for (const code of part.split(';').map(Number)) apply(code, style);
      return '';
    })
    .join('');
}

interface Style {
  fill: string;
  weight: string;
  opacity: string;
}

/** @throws Error for an unknown code, because the picture would be wrong */
function apply(code: number, style: Style): void {
  if (code === 0) Object.assign(style, { fill: '', weight: '', opacity: '' });
  else if (code === 1) style.weight = 'bold';
  else if (code === 2) style.opacity = '0.6';
  else if (code === 22) Object.assign(style, { weight: '', opacity: '' });
  else if (code === 39) style.fill = '';
  else if (COLORS[code] !== undefined) style.fill = COLORS[code];
  else throw new Error(`unknown escape sequence: ${code}`);
}

function attributes({ fill, weight, opacity }: Style): string {
  return [
    fill === '' ? '' : ` fill="${fill}"`,
    weight === '' ? '' : ` font-weight="${weight}"`,
    opacity === '' ? '' : ` opacity="${opacity}"`,
  ].join('');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
