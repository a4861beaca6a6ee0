// Draws a badge for the README: a name and a fact, side by side. It needs no service that draws badges.

/** Average width of a character of Verdana at 11 px. */
const CHARACTER = 6.2;
const PADDING = 12;

/**
 * @param name on the left, grey
 * @param fact on the right, blue
 * @returns an SVG 20 px high
 */
export function badgeSvg(name: string, fact: string): string {
  const [left, right] = [name, fact].map((words) => Math.round(words.length * CHARACTER) + PADDING) as [number, number];
  const width = left + right;
  const words = (text: string, middle: number, size: number) =>
    `<text x="${middle}" y="14" textLength="${size - PADDING}" lengthAdjust="spacingAndGlyphs">${escaped(text)}</text>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="20" role="img">`,
    `<title>${escaped(`${name}: ${fact}`)}</title>`,
    `<clipPath id="r"><rect width="${width}" height="20" rx="3"/></clipPath>`,
    `<g clip-path="url(#r)"><rect width="${left}" height="20" fill="#444d56"/><rect x="${left}" width="${right}" height="20" fill="#0b57b8"/></g>`,
    `<g fill="#fff" text-anchor="middle" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">${words(name, left / 2, left)}${words(fact, left + right / 2, right)}</g>`,
    '</svg>',
    '',
  ].join('\n');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
