// Creates the files of a new rule, report format or carrier: npm run new -- rule no-something

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

const ROOT = path.resolve(import.meta.dirname, '..');
const USAGE = `usage: npm run new -- rule NAME      an ESLint rule: its file, page and tests
       npm run new -- report NAME    a report format: its file and its section in the docs
       npm run new -- carrier NAME   a way in which a hash is written or sent: its forms

NAME is in lower case with hyphens, e.g. no-hash-in-cookie, teamcity, spreadsheet.`;

/** New files, and existing files with added lines. */
const changes = new Map();

const LAYOUTS = { rule: layOutRule, report: layOutReport, carrier: layOutCarrier };

main();

function main() {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { help: { type: 'boolean', short: 'h' } },
  });
  const [kind = '', name = ''] = positionals;
  if (values.help === true) {
    console.log(USAGE);
    return;
  }
  if (!Object.hasOwn(LAYOUTS, kind) || positionals.length !== 2 || !/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(name)) {
    console.error(USAGE);
    process.exitCode = 2;
    return;
  }
  try {
    const next = LAYOUTS[kind](name);
    for (const [file, text] of changes) {
      mkdirSync(path.dirname(path.join(ROOT, file)), { recursive: true });
      writeFileSync(path.join(ROOT, file), text);
      console.log(`wrote ${file}`);
    }
    console.log(`\nNext: ${next}`);
  } catch (error) {
    console.error(`nothing was written: ${error.message}`);
    process.exitCode = 2;
  }
}

function layOutRule(name) {
  const verb = name.startsWith('no-') ? 'Disallow' : name.startsWith('prefer-') ? 'Prefer' : 'Require';
  const variable = camelCase(name);
  create(
    `rules/${name}.ts`,
    `import { onPlatformFile } from './analysis/platform-file.ts';
import { createRule } from './create-rule.ts';
import { anyWord } from './platform/quick-filter.ts';

export type MessageIds = 'found';
export type Options = readonly [];

/** The calls that this rule reads; a file without any of them is not scanned. */
const CALLS = new Set(['exampleCall']);
const mayCall = anyWord(CALLS);

export default createRule<MessageIds, Options>({
  name: '${name}',
  meta: {
    type: 'problem',
    docs: {
      description: '${verb} an example',
      recommended: false,
      since: '${version()}',
    },
    schema: [],
    messages: {
      found: 'Say what is wrong, and what to do, in one sentence of at most 120 characters.',
    },
  },
  create(context) {
    return onPlatformFile(context, mayCall, ({ index }) => {
      for (const node of index.calls) {
        if (node.callee.type !== 'Identifier' || !CALLS.has(node.callee.name)) continue;
        context.report({ node, messageId: 'found' });
      }
    });
  },
});
`,
  );
  create(
    `test/rules/${name}.test.ts`,
    `import rule from '../../rules/${name}.ts';
import { type InvalidCase, type ValidCase, runRule } from './support.ts';

const valid: ValidCase[] = [
  { name: 'empty', code: '' },
  { name: 'a file that has nothing to do with the platform', code: 'exampleCall();' },
];

const invalid: InvalidCase[] = [
  { name: 'the example', code: '// navixy\\n«exampleCall()»;', errors: [{ messageId: 'found' }] },
];

runRule(rule as never, valid, invalid);
`,
  );
  create(
    `docs/rules/${name}.md`,
    `# navixy/${name}

<!-- header -->
<!-- /header -->

Say why this matters to whoever reads the report, with a link to the platform's documentation.

## Fail

\`\`\`js
exampleCall(); // navixy
\`\`\`

\`\`\`js
if (ready) exampleCall('https://api.eu.navixy.com/v2');
\`\`\`

## Pass

\`\`\`js
anotherCall(); // navixy
\`\`\`

\`\`\`js
exampleCall(); // not a file of the platform
\`\`\`

## Options

<!-- options -->
<!-- /options -->

## Settings

\`hosts\` and \`names\` of the [shared settings](../settings.md) apply.

## Limits

Say what the rule cannot see.

## When not to use it

Say where the rule is wrong.
`,
  );
  const index = 'rules/index.ts';
  insertSorted(
    index,
    /^import \w+ from '\.\/[a-z-]+\.ts';$/,
    `import ${variable} from './${name}.ts';`,
    (line) => line.split("'")[1],
  );
  insertSorted(index, /^ {2}'[a-z-]+': \w+,$/, `  '${name}': ${variable},`);
  return `write the rule, its cases and its page, then run: npm run docs && npx vitest run test/rules`;
}

function layOutReport(name) {
  const variable = camelCase(name);
  create(
    `scanner/report/formats/${name}.ts`,
    `// Say who reads this format, and where it is specified.
import { clean } from '../../text/clean.ts';
import { Checkout } from '../checkout.ts';
import { plainHistory } from '../history-lines.ts';
import { revokeOne, stepLines } from '../next-steps.ts';
import type { ReportFormat } from '../report-format.ts';
import { sharedLines } from '../shared-secrets.ts';
import { suppressedLines, warningLines } from '../suppressed-lines.ts';
import { KIND_NAMES } from '../../model/kind-names.ts';
import { headline, describeSkipped, reasons, statusWords } from '../wording.ts';

/**
 * Every value in the report is masked already. What people and repositories named is not yet fit to be shown:
 * \`clean\`.
 */
export const ${variable}: ReportFormat = {
  *render(report, { advice, cwd }) {
    const checkout = new Checkout(report, cwd);
    yield lines([\`\${report.tool.name} \${report.tool.version}: \${headline(report)}.\`, ...sharedLines(report), ...suppressedLines(report), ...warningLines(report)]);
    for (const one of report.notLookedAt) yield lines(describeSkipped(one).split('\\n'));
    for (const finding of report.findings) {
      for (const place of finding.occurrences) {
        const where = \`- \${checkout.nameOf(place)}:\${place.line}:\${place.column}\`;
        yield lines([
          \`\${where}: \${finding.redacted}, \${KIND_NAMES[place.kind]}\${statusWords(finding)}, \${place.confidence} confidence\`,
          ...plainHistory(place),
          reasons(place.evidence),
          ...stepLines(revokeOne(finding, advice)),
        ]);
      }
    }
  },
};

function lines(texts: readonly string[]): string {
  return texts.map((text) => \`\${clean(text)}\\n\`).join('');
}
`,
  );
  const registry = 'scanner/report/format-registry.ts';
  const entry = `${/-/.test(name) ? `'${name}'` : name}: { endings: [], content: 'text', showsSecrets: false, load: async () => (await import('./formats/${name}.ts')).${variable} },`;
  replaceOnce(registry, '} as const satisfies', `  ${entry}\n} as const satisfies`);
  replaceOnce(
    'docs/reports.md',
    /\s*$/,
    `\n\n## ${name}\n\nSay what it is for, how to make it, and show a masked sample.\n`,
  );
  return `write the format, then run: npx vitest run test/scanner/report (it holds every registered format to what all must keep)`;
}

function layOutCarrier(name) {
  const constant = name.toUpperCase().replaceAll('-', '_');
  const words = name.replaceAll('-', ' ');
  create(
    `test/support/forms/leaks-${name}.ts`,
    `import type { LeakForm } from './leaks.ts';

/** Say in what these hashes are written or sent. \`@H\` stands for the value. */
export const LEAKS_${constant}: readonly LeakForm[] = [
  ['${words}: example', 'navixy_hash = "@H"', 'hash'],
];
`,
  );
  create(
    `test/support/forms/harmless-${name}.ts`,
    `import type { HarmlessForm } from './harmless.ts';

/** What looks like it and is none. */
export const HARMLESS_${constant}: readonly HarmlessForm[] = [
  ['${words}: a checksum', 'md5 = "@H"'],
];
`,
  );
  const corpus = 'test/support/forms/corpus.ts';
  for (const set of ['leaks', 'harmless']) {
    insertSorted(
      corpus,
      /^import \{ [A-Z_]+ \} from '\.\/[a-z-]+\.ts';$/,
      `import { ${set.toUpperCase()}_${constant} } from './${set}-${name}.ts';`,
      (line) => line.split("'")[1],
    );
  }
  replaceOnce(corpus, /(LEAKS_BY_SOURCE[^=]*= \{\n[\s\S]*?)\n\};/, `$1\n  '${words}': LEAKS_${constant},\n};`);
  replaceOnce(corpus, /(HARMLESS_BY_SOURCE[^=]*= \{\n[\s\S]*?)\n\};/, `$1\n  '${words}': HARMLESS_${constant},\n};`);
  return `write the forms down and see them fail: npx vitest run test/src. A word of a name belongs in src/navixy/credential-words.ts, another spelling of the value in src/spellings/ (one that hides the 32 digits also in scanner/wasm/, see docs/architecture.md)`;
}

/** @throws Error if the file already exists */
function create(file, text) {
  if (existsSync(path.join(ROOT, file))) throw new Error(`${file} is there already`);
  changes.set(file, text);
}

function read(file) {
  return changes.get(file) ?? readFileSync(path.join(ROOT, file), 'utf8');
}

/** Adds a line among similar lines, in order. @throws Error if there are no similar lines */
function insertSorted(file, kind, line, keyOf = (text) => text) {
  const lines = read(file).split('\n');
  const last = lines.findLastIndex((one) => kind.test(one) && keyOf(one) < keyOf(line));
  const at = last < 0 ? lines.findIndex((one) => kind.test(one)) : last + 1;
  if (at < 0) throw new Error(`${file} has changed its form: no line like ${line}`);
  lines.splice(at, 0, line);
  changes.set(file, lines.join('\n'));
}

/** @throws Error if the text has no such part */
function replaceOnce(file, part, by) {
  const text = read(file);
  const changed = text.replace(part, by);
  if (changed === text) throw new Error(`${file} has changed its form: no ${part}`);
  changes.set(file, changed);
}

function camelCase(name) {
  return name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
}

function version() {
  return JSON.parse(read('package.json')).version;
}
