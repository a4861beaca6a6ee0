// A command in Markdown: a block with nothing but the command in it, so that it can be copied as it is.

/** @returns lines that belong to the item of a list above them */
export function fenced(command: string): string[] {
  const longest = Math.max(2, ...Array.from(command.matchAll(/`+/g), ([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return [`   ${fence}sh`, `   ${command}`, `   ${fence}`];
}
