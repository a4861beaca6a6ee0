// Fenced code blocks for commands in Markdown.

/** @returns lines of a fenced block, indented to belong to the list item above */
export function fenced(command: string): string[] {
  const longest = Math.max(2, ...Array.from(command.matchAll(/`+/g), ([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return [`   ${fence}sh`, `   ${command}`, `   ${fence}`];
}
