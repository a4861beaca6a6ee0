// All report formats: names, file endings and loaders.

import type { ReportFormat } from './format-interface.ts';
import { text } from './formats/text.ts';

interface Registered {
  /** File name endings that select the format, lower case. */
  readonly endings: readonly string[];
  /** Type of content of such a file. */
  readonly content: 'text' | 'HTML' | 'XML' | 'JSON' | 'JSON lines';
  /** Whether `--show-secrets` applies. Formats made for uploading stay masked. */
  readonly showsSecrets: boolean;
  /** Loaded on demand, except for the format of hooks. */
  readonly load: () => Promise<ReportFormat>;
}

/** All report formats. A new one needs a file in formats/, a line here and a section in docs/reports.md. */
export const FORMATS = {
  text: { endings: ['.txt', '.log'], content: 'text', showsSecrets: true, load: async () => text },
  json: {
    endings: ['.json'],
    content: 'JSON',
    showsSecrets: true,
    load: async () => (await import('./formats/json.ts')).json,
  },
  jsonl: {
    endings: ['.jsonl', '.ndjson'],
    content: 'JSON lines',
    showsSecrets: true,
    load: async () => (await import('./formats/jsonl.ts')).jsonl,
  },
  sarif: {
    endings: ['.sarif', '.sarif.json'],
    content: 'JSON',
    showsSecrets: false,
    load: async () => (await import('./formats/sarif.ts')).sarif,
  },
  github: {
    endings: [],
    content: 'text',
    showsSecrets: false,
    load: async () => (await import('./formats/github.ts')).github,
  },
  gitlab: {
    endings: ['gl-secret-detection-report.json'],
    content: 'JSON',
    showsSecrets: false,
    load: async () => (await import('./formats/gitlab.ts')).gitlab,
  },
  'gitlab-codequality': {
    endings: ['gl-code-quality-report.json'],
    content: 'JSON',
    showsSecrets: false,
    load: async () => (await import('./formats/gitlab-codequality.ts')).gitlabCodequality,
  },
  junit: {
    endings: ['.xml'],
    content: 'XML',
    showsSecrets: false,
    load: async () => (await import('./formats/junit.ts')).junit,
  },
  markdown: {
    endings: ['.md'],
    content: 'text',
    showsSecrets: false,
    load: async () => (await import('./formats/markdown.ts')).markdown,
  },
  html: {
    endings: ['.html', '.htm'],
    content: 'HTML',
    showsSecrets: false,
    load: async () => (await import('./formats/html.ts')).html,
  },
} as const satisfies Readonly<Record<string, Registered>>;

export type FormatName = keyof typeof FORMATS;

export const FORMAT_NAMES = Object.keys(FORMATS) as readonly FormatName[];

/** @returns the format for a file name; the longest matching ending wins */
export function formatOfFile(file: string): FormatName | undefined {
  const name = file.toLowerCase();
  const lengthOf = (format: FormatName) =>
    Math.max(0, ...FORMATS[format].endings.filter((ending) => name.endsWith(ending)).map((ending) => ending.length));
  const best = [...FORMAT_NAMES].sort((one, other) => lengthOf(other) - lengthOf(one))[0]!;
  return lengthOf(best) === 0 ? undefined : best;
}
