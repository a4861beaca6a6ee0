/** The syntax of comments and strings in each kind of text file. */

/** Where a line comment may start: anywhere, after a space, or at the start of its line. */
type CommentPosition = 'anywhere' | 'after-space' | 'line-start';

interface LineComment {
  readonly type: 'line';
  readonly open: string;
  readonly at: CommentPosition;
  /** A mark that ends the comment before the end of the line. */
  readonly close?: string;
}

interface BlockComment {
  readonly type: 'block';
  readonly open: string;
  readonly close: string;
  readonly isNested?: boolean;
}

/** A string, or any other text that cannot contain a comment. */
interface Text {
  readonly type: 'string';
  readonly open: string;
  readonly close: string;
  /** Escapes the next character; equal to the closing mark if that is doubled. */
  readonly escape?: string;
  /** Whether it may span lines; otherwise an unclosed one is not a string. */
  readonly isMultiline?: boolean;
  /** Maximum length between its marks: `'a'` is a character, `'a` in Rust a lifetime. */
  readonly longest?: number;
  /** Whether it must start a value: at the start of a line, or after `=` or `:`. */
  readonly isValue?: boolean;
  /** Marks of embedded code, which may contain strings: `"${f("x")}"`. */
  readonly code?: readonly [open: string, close: string];
}

/** A text that ends with a word named on its first line: `<<EOF`. The group `word` captures that word. */
interface Heredoc {
  readonly type: 'heredoc';
  readonly open: RegExp;
}

export type Part = BlockComment | Heredoc | LineComment | Text;
/** The parts of a kind of file; the first match wins. */
export type Syntax = readonly Part[];

const line = (open: string, at: CommentPosition = 'anywhere'): LineComment => ({ type: 'line', open, at });
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
/** `'it''s'`: quotes escaped by doubling only. */
const DOUBLED = [string("'", { escape: "'", isMultiline: true }), string('"', { escape: '"', isMultiline: true })];
const SHELL_HEREDOC = heredoc(/<<(?!<)-?[ \t]*(?<quote>["']?)\\?(?<word>\w+)\k<quote>/y);
const RUBY_HEREDOC = heredoc(/<<[~-]?(?<quote>["'`]?)(?<word>[A-Z_]\w*)\k<quote>/y);

const HASH: Syntax = [line('#', 'line-start')];
const SHELL: Syntax = [
  SHELL_HEREDOC,
  // Outside of quotes, a backslash escapes a quote: `it\'s`.
  string('\\', { close: '', longest: 1 }),
  line('#', 'after-space'),
  string("'", { escape: '', isMultiline: true }),
  string('"', { isMultiline: true, code: ['$(', ')'] }),
];
const DOTENV: Syntax = [
  line('#', 'after-space'),
  // A quote within a value is an ordinary character: `A=it's # a comment`.
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
/** Text outside of `<?php … ?>` is page content, not comments. */
const PHP: Syntax = [
  string('?>', { close: '<?', escape: '', isMultiline: true }),
  heredoc(/<<<[ \t]*(?<quote>["']?)(?<word>\w+)\k<quote>/y),
  { ...line('//'), close: '?>' },
  { ...line('#'), close: '?>' },
  block('/*', '*/'),
  ...LONG_QUOTES,
];

/** By file extension or whole name. Formats without comments, such as `.log`, `.csv` and `.har`, are not listed. */
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
/** Extensions of templates and copies of another kind of file: `nginx.conf.tpl`. */
const COPIES = /(?:\.(?:tpl|tmpl|template|j2|erb|example|sample|dist|in|bak|orig))+$/;

/** @returns the comment syntax of a file, by its name; empty if it has none or is unknown */
export function syntaxOf(path: string, text: string): Syntax {
  const file = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1).toLowerCase();
  const name = file.replace(COPIES, '');
  if (/^\.env(?:\.|$)|\.env$/.test(name)) return DOTENV;
  // `web.config` is XML, `nginx.config` is not.
  if (name.endsWith('.config')) return text.trimStart().startsWith('<') ? MARKUP : INI;
  const [stem = ''] = name.split('.');
  return BY_NAME.get(name) ?? BY_NAME.get(name.slice(Math.max(0, name.lastIndexOf('.')))) ?? BY_NAME.get(stem) ?? NONE;
}

/** Whether a file starts with text instead of code, as a PHP page does. */
export function startsWithText(syntax: Syntax): boolean {
  return syntax === PHP;
}
