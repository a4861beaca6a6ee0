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
function enforce(laws, files) {
  return {
    files,
    rules: {
      'no-restricted-imports': ['error', { patterns: laws.map(({ imports }) => imports) }],
      'no-restricted-syntax': ['error', ...laws.flatMap(({ syntax }) => syntax)],
    },
  };
}

const parts = (...names) =>
  law({
    forbidden: `(?:^|/)(?:${names.join('|')})/`,
    message: 'rules/ and scanner/ see only src/, and src/ sees neither (see docs/architecture.md).',
  });

/** The rooms of each part, from the top down: a file imports from its own room and from those below it. */
export const ROOMS = {
  scanner: [
    'cli',
    'library',
    'integrations',
    'report',
    'remediation',
    'scan',
    'sources',
    'history',
    'packs',
    'archives',
    'redact',
    'suppress',
    'judge',
    'advice',
    'git',
    'prefilter',
    'io',
    'model',
    'text',
    'wasm',
  ],
  rules: ['fixes', 'sinks', 'languages', 'analysis', 'platform', 'syntax', 'meta'],
};

/** What a room may not see: those above it, and the loose files at the top of its part. */
function above(part, room) {
  const higher = ROOMS[part].slice(0, ROOMS[part].indexOf(room));
  return law({
    forbidden: String.raw`(?:^|/)\.\./(?:(?:${[...higher, '-'].join('|')})/|(?:bin|index|create-rule|configs)\.ts$)`,
    message: `${part}/${room}/ sees only the rooms below it (see docs/architecture.md).`,
  });
}

/** A value leaves its `Secret` only to be sent, to be handed over in a rotation, or under --show-secrets. */
const noReveal = {
  imports: {
    regex: String.raw`(?:^|/)(?:src/(?:secret|index)|library/secrets)\.ts$`,
    importNames: ['reveal'],
    message: 'Only the API client, the hand-over of a rotation and --show-secrets may read a secret.',
  },
  syntax: [],
};
const MAY_REVEAL = [
  'scanner/remediation/client/**',
  'scanner/report/**',
  'scanner/remediation/rotate/deliver-key.ts',
  'scanner/library/secrets.ts',
  'scanner/index.ts',
];

/** What is a library for others asks them for what it needs: the process belongs to the program. */
const ASK = 'Take it as an argument (env, cwd, stdin, a signal): the process belongs to the program that uses this.';
const OWNS_PROCESS = ['scanner/bin.ts', 'scanner/cli/terminal/prompts.ts', 'scanner/wasm/compile.js'];
const noProcess = {
  files: ['scanner/**'],
  ignores: OWNS_PROCESS,
  rules: {
    'no-restricted-globals': ['error', ...['process', 'console'].map((name) => ({ name, message: ASK }))],
    'no-restricted-properties': [
      'error',
      ...['globalThis', 'global'].flatMap((object) =>
        ['process', 'console'].map((property) => ({ object, property, message: ASK })),
      ),
    ],
    '@typescript-eslint/no-restricted-imports': [
      'error',
      { paths: ['process', 'node:process', 'console', 'node:console'].map((name) => ({ name, message: ASK })) },
    ],
  },
};

/** The command is built on the library and on nothing else; what belongs to a terminal is in cli/terminal/. */
const onlyPublic = (up) =>
  law({
    forbidden: String.raw`^${up}(?!(?:library|src)/|\.\./)`,
    message:
      'The command sees of the scanner only scanner/library/*: export there, with a docstring, what it needs (see docs/architecture.md).',
  });

/** The laws of one room; those for the same files are one config. */
function lawsOf(part, room) {
  const laws = [parts(part === 'rules' ? 'scanner' : 'rules'), above(part, room)];
  const folder = `${part}/${room}`;
  if (folder === 'scanner/cli') {
    return [
      enforce([...laws, onlyPublic(String.raw`\.\./`), noReveal], [`${folder}/*.ts`]),
      enforce([...laws, onlyPublic(String.raw`\.\./\.\./`), noReveal], [`${folder}/*/**`]),
    ];
  }
  const open = MAY_REVEAL.filter((name) => name.startsWith(`${folder}/`));
  const closed = part === 'rules' ? laws : [...laws, noReveal];
  return [enforce(closed, [`${folder}/**`]), ...(open.length === 0 ? [] : [enforce(laws, open)])];
}

export default [
  enforce([parts('rules', 'scanner')], ['src/**']),
  enforce([parts('scanner')], ['rules/*.ts']),
  enforce([parts('rules'), noReveal], ['scanner/bin.ts']),
  enforce([parts('rules')], ['scanner/index.ts']),
  ...Object.entries(ROOMS).flatMap(([part, rooms]) => rooms.flatMap((room) => lawsOf(part, room))),
  noProcess,
];
