import { readFileSync } from 'node:fs';
import plugin from '../../rules/index.ts';
import type { NavixyRule } from '../../rules/create-rule.ts';

interface Property {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly description: string;
}

const rules = plugin.rules as unknown as Readonly<Record<string, NavixyRule>>;

/** @returns every file with generated parts, and its expected content */
export function generateDocs(): Map<string, string> {
  const pages = Object.entries(rules).map(([name, rule]): [string, string] => {
    const path = `docs/rules/${name}.md`;
    return [path, replacePart(replacePart(read(path), 'header', header(name, rule)), 'options', options(name, rule))];
  });
  return new Map([...pages, ['docs/rules/README.md', replacePart(read('docs/rules/README.md'), 'rules', table())]]);
}

function read(path: string): string {
  return readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
}

/** Puts `content` between `<!-- name -->` and `<!-- /name -->`, which every such file must have. */
function replacePart(page: string, name: string, content: string): string {
  const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const from = page.indexOf(begin);
  const to = page.indexOf(end);
  if (from === -1 || to === -1) throw new Error(`There is no ${begin} … ${end}.`);
  return `${page.slice(0, from + begin.length)}\n${content}\n${page.slice(to)}`;
}

function header(name: string, { meta }: NavixyRule): string {
  const configs = Object.entries(plugin.configs).filter(([, config]) => config.rules?.[`navixy/${name}`] !== undefined);
  const notes = [
    `In the configs ${list(configs.map(([config]) => `\`${config}\``))}.`,
    ...(meta.fixable ? ['Fixes with `--fix`.'] : []),
    ...(meta.hasSuggestions ? ['Gives suggestions.'] : []),
    ...(meta.docs?.readsText ? ['Reads files of every language.'] : []),
  ];
  const links = `Since ${meta.docs?.since ?? ''} · [source](../../rules/${name}.ts) · [tests](../../test/rules/${name}.test.ts)`;
  return `${meta.docs?.description ?? ''}.\n\n${notes.join(' ')}\n\n${links}`;
}

function options(name: string, { meta }: NavixyRule): string {
  const [schema] = meta.schema as readonly { properties: Readonly<Record<string, Property>> }[];
  if (!schema) return 'This rule has no options.';
  const defaults = (meta.defaultOptions?.[0] ?? {}) as Readonly<Record<string, unknown>>;
  const example = JSON.stringify({ [`navixy/${name}`]: ['error', defaults] }, null, 2);
  const lines = Object.entries(schema.properties).map(([option, property]) => {
    const kind = property.enum ? property.enum.map((one) => `\`${one}\``).join(' or ') : (property.type ?? '');
    const initial = option in defaults ? `; default \`${JSON.stringify(defaults[option])}\`` : '';
    return `- \`${option}\` (${kind}${initial}): ${property.description}`;
  });
  return `\`\`\`json\n${example}\n\`\`\`\n\n${lines.join('\n')}`;
}

function table(): string {
  const rows = Object.entries(rules).map(([name, { meta }]) => {
    const marks = [
      meta.docs?.recommended ? 'recommended' : 'strict',
      meta.fixable ? 'fix' : '',
      meta.hasSuggestions ? 'suggestion' : '',
    ];
    return `| [\`navixy/${name}\`](${name}.md) | ${meta.docs?.description ?? ''} | ${marks.filter((one) => one !== '').join(', ')} |`;
  });
  return ['| rule | what it does | |', '|---|---|---|', ...rows].join('\n');
}

function list(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)!}`;
}
