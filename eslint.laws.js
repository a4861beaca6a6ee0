/**
 * Which part of this repository may use which, as ESLint enforces it; CONTRIBUTING.md and the architecture page
 * say why. test/laws.test.ts breaks each of these and expects to be told.
 */

/** What may not be reached: by an import, its types, or an `import()`. */
function law({ forbidden, message }) {
  const inImports = forbidden.replaceAll('/', '\\/');
  const selectors = ['ImportExpression > Literal', 'TSImportType > Literal', 'TSImportType > TSLiteralType > Literal'];
  return {
    imports: { regex: forbidden, message },
    syntax: selectors.map((node) => ({ selector: `${node}[value=/${inImports}/]`, message })),
  };
}

/** Rules of one name do not add up from one config to the next, so those for the same files are put together. */
function enforce(laws, files, paths = []) {
  return {
    files,
    rules: {
      'no-restricted-imports': ['error', { patterns: laws.map(({ imports }) => imports), paths }],
      'no-restricted-syntax': ['error', ...laws.flatMap(({ syntax }) => syntax)],
    },
  };
}

const room = (...rooms) => law({
  forbidden: `(?:^|/)(?:${rooms.join('|')})/`,
  message: 'rules/ and scanner/ see only src/, and src/ sees neither (see docs/architecture.md).',
});

/** A value leaves its `Secret` only to be sent, to be handed over in a rotation, or under --show-secrets. */
const noReveal = ['../src/secret.ts', '../../src/secret.ts', '../../../src/secret.ts', '../src/index.ts', '../../src/index.ts', './public/secrets.ts', '../public/secrets.ts'].map((name) => ({
  name,
  importNames: ['reveal'],
  message: 'Only the API client, the hand-over of a rotation and --show-secrets may read a secret.',
}));
const MAY_REVEAL = ['scanner/api/**', 'scanner/report/**', 'scanner/remediation/rotate/hand-over.ts', 'scanner/public/secrets.ts', 'scanner/index.ts'];

/** What is a library for others asks them for what it needs: the process belongs to the program. */
const ASK = 'Take it as an argument (env, cwd, stdin, a signal): the process belongs to the program that uses this.';
const OWNS_PROCESS = ['scanner/bin.ts', 'scanner/cli/terminal/prompts.ts', 'scanner/wasm/compile.js'];
const noProcess = {
  files: ['scanner/**'],
  ignores: OWNS_PROCESS,
  rules: {
    'no-restricted-globals': ['error', ...['process', 'console'].map((name) => ({ name, message: ASK }))],
    'no-restricted-properties': ['error', ...['globalThis', 'global'].flatMap((object) => ['process', 'console'].map((property) => ({ object, property, message: ASK })))],
    '@typescript-eslint/no-restricted-imports': ['error', { paths: ['process', 'node:process', 'console', 'node:console'].map((name) => ({ name, message: ASK })) }],
  },
};

/** The command is built on the library and on nothing else; what belongs to a terminal is in terminal/. */
const COMMAND = ['cli', 'commands', 'completion', 'terminal'];
const onlyPublic = (up) => law({
  forbidden: `^${up}(?!(?:public|${COMMAND.join('|')})/)`,
  message: 'The command sees of the scanner only scanner/public/*: export there, with a docstring, what it needs (see docs/architecture.md).',
});

export default [
  enforce([room('rules', 'scanner')], ['src/**']),
  enforce([room('scanner')], ['rules/**']),
  enforce([room('rules')], ['scanner/**'], noReveal),
  enforce([room('rules')], MAY_REVEAL),
  enforce([room('rules'), onlyPublic('\\./')], ['scanner/cli/program.ts'], noReveal),
  enforce([room('rules'), onlyPublic('\\.\\./')], COMMAND.map((folder) => `scanner/${folder}/**`), noReveal),
  noProcess,
];
