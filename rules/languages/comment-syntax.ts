/** How comments and strings are written in each kind of text file. */

/** Where a line's comment may begin: anywhere, after a space, or only as the first thing on its line. */
type Place = 'anywhere' | 'after-space' | 'line-start';

interface LineComment {
  readonly type: 'line';
  readonly open: string;
  readonly at: Place;
  /** What ends it before its line does. */
  readonly close?: string;
}

interface BlockComment {
  readonly type: 'block';
  readonly open: string;
  readonly close: string;
  readonly isNested?: boolean;
}

/** A string, and whatever else holds text that is no comment. */
interface Text {
  readonly type: 'string';
  readonly open: string;
  readonly close: string;
  /** What takes its meaning from the next character; the closing mark itself where it is doubled. */
  readonly escape?: string;
  /** Whether it may go on over the end of a line; one that may not and does is no string. */
  readonly isMultiline?: boolean;
  /** The most characters between its marks: `'a'` is a character, `'a` in Rust a lifetime. */
  readonly longest?: number;
  /** Whether it must begin a value: stand at the start of a line, or after `=` or `:`. */
  readonly isValue?: boolean;
  /** Code within it, which may have strings of its own: `"${f("x")}"`. */
  readonly code?: readonly [open: string, close: string];
}

/**
 * A text whose last line is a word that its first line names: `<<EOF`. The expression has the word as its group `word`.
 */
interface Heredoc {
  readonly type: 'heredoc';
  readonly open: RegExp;
}

export type Part = BlockComment | Heredoc | LineComment | Text;
/** The parts of a kind of file; of those that begin alike the first counts. */
export type Syntax = readonly Part[];

const line = (open: string, at: Place = 'anywhere'): LineComment => ({ type: 'line', open, at });
const block = (open: string, close: string, isNested = false): BlockComment => ({
  type: 'block',
  open,
  close,
  isNested,
});
const string = (open: string, more: Partial<Text> = {}): Text => ({
  type: 'string',
  open,
  close: open,
  escape: '\\',
  ...more,
});
const heredoc = (open: RegExp): Heredoc => ({ type: 'heredoc', open });

const BRACES = { code: ['${', '}'] } as const;
const SLASHES = [line('//'), block('/*', '*/')];
const NESTED = [line('//'), block('/*', '*/', true)];
const QUOTES = [string('"'), string("'")];
const LONG_QUOTES = [string('"', { isMultiline: true }), string("'", { isMultiline: true })];
const TRIPLE = [string('"""', { isMultiline: true }), string("'''", { isMultiline: true })];
const CHARACTER = string("'", { longest: 12 });
/** `'it''s'`, and no other escape. */
const DOUBLED = [string("'", { escape: "'", isMultiline: true }), string('"', { escape: '"', isMultiline: true })];
const SHELL_HEREDOC = heredoc(/<<(?!<)-?[ \t]*(?<quote>["']?)\\?(?<word>\w+)\k<quote>/y);
const RUBY_HEREDOC = heredoc(/<<[~-]?(?<quote>["'`]?)(?<word>[A-Z_]\w*)\k<quote>/y);

const HASH: Syntax = [line('#', 'line-start')];
const SHELL: Syntax = [
  SHELL_HEREDOC,
  // Outside of quotes a backslash takes the meaning of a quote: `it\'s`.
  string('\\', { close: '', longest: 1 }),
  line('#', 'after-space'),
  string("'", { escape: '', isMultiline: true }),
  string('"', { isMultiline: true, code: ['$(', ')'] }),
];
const DOTENV: Syntax = [
  line('#', 'after-space'),
  // A quote within a value is a character like others: `A=it's # a comment`.
  ...['"', "'", '`'].map((mark) => string(mark, { isMultiline: true, isValue: true })),
];
const MARKUP: Syntax = [string('<![CDATA[', { close: ']]>', escape: '', isMultiline: true }), block('<!--', '-->')];
const INI: Syntax = [line('#', 'after-space'), line(';', 'after-space'), ...QUOTES];
const GROOVY: Syntax = [
  string('"""', { isMultiline: true, ...BRACES }),
  ...TRIPLE,
  ...SLASHES,
  string('"', BRACES),
  ...QUOTES,
];
const SCRIPT: Syntax = [...SLASHES, ...QUOTES, string('`', { isMultiline: true, ...BRACES })];
const RUBY: Syntax = [
  RUBY_HEREDOC,
  line('#', 'after-space'),
  block('\n=begin', '\n=end'),
  ...['"', '`'].map((mark) => string(mark, { isMultiline: true, code: ['#{', '}'] })),
  string("'", { isMultiline: true }),
];
const HCL: Syntax = [heredoc(/<<-?(?<word>\w+)/y), line('#'), ...SLASHES, string('"', BRACES)];
const LUA: Syntax = [
  block('--[==[', ']==]'),
  block('--[=[', ']=]'),
  block('--[[', ']]'),
  line('--'),
  ...['==', '=', ''].map((level) => string(`[${level}[`, { close: `]${level}]`, escape: '', isMultiline: true })),
  ...QUOTES,
];
const RUST: Syntax = [
  ...['##', '#', ''].map((level) => string(`r${level}"`, { close: `"${level}`, escape: '', isMultiline: true })),
  ...NESTED,
  string('"', { isMultiline: true }),
  CHARACTER,
];
const SWIFT: Syntax = [
  string('#"""', { close: '"""#', escape: '', isMultiline: true }),
  string('#"', { close: '"#', escape: '' }),
  string('"""', { isMultiline: true }),
  ...NESTED,
  string('"', { code: ['\\(', ')'] }),
];
const CSHARP: Syntax = [
  string('"""', { escape: '', isMultiline: true }),
  ...['@"', '$@"', '@$"'].map((open) => string(open, { close: '"', escape: '"', isMultiline: true })),
  string('$"', { close: '"', code: ['{', '}'] }),
  ...SLASHES,
  string('"'),
  CHARACTER,
];
const POWERSHELL: Syntax = [
  string('@"\n', { close: '\n"@', escape: '', isMultiline: true }),
  string("@'\n", { close: "\n'@", escape: '', isMultiline: true }),
  block('<#', '#>'),
  line('#', 'after-space'),
  string("'", { escape: "'", isMultiline: true }),
  string('"', { escape: '`', isMultiline: true, code: ['$(', ')'] }),
];
const PERL: Syntax = [
  RUBY_HEREDOC,
  line('#', 'after-space'),
  string('\n=', { close: '\n=cut', escape: '', isMultiline: true }),
  ...LONG_QUOTES,
];
/** Outside of `<?php … ?>` a page: its text is no comment, whatever it looks like. */
const PHP: Syntax = [
  string('?>', { close: '<?', escape: '', isMultiline: true }),
  heredoc(/<<<[ \t]*(?<quote>["']?)(?<word>\w+)\k<quote>/y),
  { ...line('//'), close: '?>' },
  { ...line('#'), close: '?>' },
  block('/*', '*/'),
  ...LONG_QUOTES,
];

/**
 * By the ending of a file or by its whole name. What has no comments of its own, such as `.log`, `.csv` and `.har`, is
 * not here.
 */
const SYNTAXES: readonly (readonly [names: string, syntax: Syntax])[] = [
  ['.sh .bash .zsh .fish .bashrc .zshrc .profile .bash_profile .envrc', SHELL],
  ['.ps1 .psm1', POWERSHELL],
  ['.bat .cmd', [line('::', 'line-start'), line('@rem ', 'line-start'), line('rem ', 'line-start')]],
  ['.netrc .curlrc .hurl procfile', HASH],
  ['.npmrc .editorconfig', [line('#', 'line-start'), line(';', 'line-start')]],
  ['.http .rest', [line('#', 'line-start'), line('//', 'line-start')]],
  ['.properties', [line('#', 'line-start'), line('!', 'line-start')]],
  ['.ini .cfg .conf', INI],
  ['.plist .xml .html .htm .svg', MARKUP],
  ['.sql', [line('--'), line('#', 'line-start'), block('/*', '*/'), ...DOUBLED]],
  ['dockerfile containerfile .dockerfile', [SHELL_HEREDOC, ...HASH]],
  ['makefile .mk', [line('#', 'after-space'), ...QUOTES]],
  ['.tf .tfvars .hcl .nomad', HCL],
  ['.gradle .groovy jenkinsfile', GROOVY],
  ['.py .pyi', [...TRIPLE, line('#'), ...QUOTES]],
  ['.rb vagrantfile', RUBY],
  ['.php', PHP],
  ['.go', [...SLASHES, string('"'), string('`', { escape: '', isMultiline: true }), CHARACTER]],
  ['.java', [string('"""', { isMultiline: true }), ...SLASHES, string('"'), CHARACTER]],
  [
    '.kt .kts .scala',
    [string('"""', { escape: '', isMultiline: true, ...BRACES }), ...NESTED, string('"', BRACES), CHARACTER],
  ],
  ['.swift', SWIFT],
  [
    '.dart',
    [
      ...['"""', "'''"].map((mark) => string(mark, { isMultiline: true, ...BRACES })),
      ...NESTED,
      ...['"', "'"].map((mark) => string(mark, BRACES)),
    ],
  ],
  ['.cs', CSHARP],
  ['.rs', RUST],
  ['.lua', LUA],
  ['.pl .pm', PERL],
  ['.r', [line('#'), ...LONG_QUOTES]],
  ['.gs .js .mjs .cjs .ts', SCRIPT],
  ['.hs', [block('{-', '-}', true), line('--'), string('"'), CHARACTER]],
  ['.yml .yaml .toml', [...TRIPLE, line('#', 'after-space'), ...QUOTES]],
];
const BY_NAME = new Map(SYNTAXES.flatMap(([names, syntax]) => names.split(' ').map((name) => [name, syntax] as const)));
const NONE: Syntax = [];
/** What says that a file is the pattern or a copy of another kind: `nginx.conf.tpl`. */
const COPIES = /(?:\.(?:tpl|tmpl|template|j2|erb|example|sample|dist|in|bak|orig))+$/;

/** @returns how comments are written in a file, by its name; nothing where it has none or nobody knows */
export function syntaxOf(path: string, text: string): Syntax {
  const file = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1).toLowerCase();
  const name = file.replace(COPIES, '');
  if (/^\.env(?:\.|$)|\.env$/.test(name)) return DOTENV;
  // `web.config` is XML, `nginx.config` is not.
  if (name.endsWith('.config')) return text.trimStart().startsWith('<') ? MARKUP : INI;
  const [stem = ''] = name.split('.');
  return BY_NAME.get(name) ?? BY_NAME.get(name.slice(Math.max(0, name.lastIndexOf('.')))) ?? BY_NAME.get(stem) ?? NONE;
}

/** Whether a file begins in a text that is no code: a page of PHP does. */
export function beginsInText(syntax: Syntax): boolean {
  return syntax === PHP;
}
