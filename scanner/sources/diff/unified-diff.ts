// Parses unified diffs line by line into hunks, file names, text and parts that cannot be read.
import { parseSides, readCommitLine, readGitNames, readHunkHeader, readName, type Sides } from './headers.ts';
import { Hunk, type HunkSide } from './hunk.ts';
import { call } from '../../text/command-line.ts';

/** A parsed part of a diff. */
export type DiffItem =
  | {
      readonly kind: 'hunk';
      readonly path: string;
      readonly commit: string | undefined;
      readonly side: HunkSide;
      readonly isFirst: boolean;
    }
  /** A file that is new or renamed. */
  | { readonly kind: 'name'; readonly path: string; readonly commit: string | undefined }
  /** Text between the diffs, such as commit messages and authors. */
  | { readonly kind: 'text'; readonly bytes: Buffer; readonly linesBefore: number }
  | { readonly kind: 'unread'; readonly path: string; readonly reason: string; readonly remedy: string };

/** Bytes of text that are buffered at most. */
const TEXT_LIMIT = 1024 * 1024;
/** Header lines between `diff --git` and the first hunk. */
const GIT_HEADER =
  /^(?:index |old mode |new mode |new file mode |deleted file mode |similarity index |dissimilarity index |rename from |copy from |mode )/;
const BINARY_REMEDY = `Scan the file itself, or the commits: ${call('scan --range A..B')}`;
const COLOUR = new RegExp('\\u001b\\[[\\d;]*[mK]', 'g');

/**
 * Parses unified diffs line by line: from git (`diff`, `show`, `log -p`, `format-patch`, combined diffs of merges) and
 * from `diff -u`, mixed in any order and with any text between them.
 */
export class DiffReader {
  /** Whether any line looked like a diff. */
  sawDiff = false;
  readonly #isAllLines: boolean;
  #line = 0;
  #isColoured = false;
  #commit: string | undefined;
  #sides: Sides = { old: undefined, now: undefined };
  #isGit = false;
  #isNew = false;
  #isDeleted = false;
  #isInBinary = false;
  #isFirst = true;
  /** A line `--- name`, until the next line shows whether it starts a file. */
  #possibleHeader: { readonly text: string; readonly line: Buffer } | undefined;
  #hunk: Hunk | undefined;
  #canHaveHunk = false;
  #text: Buffer[] = [];
  #textSize = 0;
  #textStart = 0;

  /** @param isAllLines whether removed and context lines count too */
  constructor(isAllLines: boolean) {
    this.#isAllLines = isAllLines;
  }

  /** @param raw one line with its line feed */
  push(raw: Buffer): DiffItem[] {
    this.#line += 1;
    const line = this.#withoutColour(raw);
    if (this.#hunk === undefined) return this.#parseOutsideHunk(line);
    if (!this.#hunk.add(line)) return [...this.#endHunk(), ...this.#parseOutsideHunk(line)];
    return this.#hunk.isComplete ? this.#endHunk() : this.#hunk.takeFull().map((side) => this.#asItem(side));
  }

  end(): DiffItem[] {
    const before = this.#possibleHeader === undefined ? [] : this.#addText(this.#possibleHeader.line, this.#line);
    return [...this.#endHunk(), ...before, ...this.#endText()];
  }

  #withoutColour(raw: Buffer): Buffer {
    if (raw[0] === 27 && !this.#isColoured)
      this.#isColoured = /^(?:diff |commit |index |--- |\+\+\+ |@@)/.test(raw.toString('latin1').replace(COLOUR, ''));
    return this.#isColoured && raw.includes(27)
      ? Buffer.from(raw.toString('latin1').replace(COLOUR, ''), 'latin1')
      : raw;
  }

  #parseOutsideHunk(line: Buffer): DiffItem[] {
    const text = line.length < 64 * 1024 ? line.toString('latin1').replace(/\r?\n$/, '') : '';
    const before = this.#possibleHeader;
    this.#possibleHeader = undefined;
    if (before !== undefined) {
      if (text.startsWith('+++ ')) return this.#startFile(readName(before.text.slice(4)), readName(text.slice(4)));
      return [...this.#addText(before.line, this.#line - 1), ...this.#parseOutsideHunk(line)];
    }
    if (text.startsWith('--- ') && text.length > 4) {
      this.#possibleHeader = { text, line: Buffer.from(line) };
      return [];
    }
    if (/^diff --(?:git|cc|combined) /.test(text)) return this.#startGit(text);
    const header = this.#canHaveHunk ? readHunkHeader(text) : undefined;
    if (header !== undefined) {
      this.#hunk = new Hunk(header, this.#isAllLines);
      return [...this.#endText(), ...(this.#hunk.isComplete ? this.#endHunk() : [])];
    }
    const commit = readCommitLine(text);
    if (commit !== undefined) {
      this.#commit = commit;
      this.sawDiff = true;
      this.#isGit = this.#isInBinary = this.#canHaveHunk = false;
    }
    return this.#parseGitHeader(text) ?? this.#parseUnread(text) ?? this.#addText(line, this.#line);
  }

  #startGit(text: string): DiffItem[] {
    const [old, now] =
      (text.startsWith('diff --git ') ? readGitNames(text.slice('diff --git '.length)) : undefined) ?? [];
    this.sawDiff = this.#isGit = this.#isFirst = true;
    this.#isNew = this.#isDeleted = this.#isInBinary = this.#canHaveHunk = false;
    this.#sides = parseSides(old, now);
    if (now === undefined && !text.startsWith('diff --git ')) {
      const name = Buffer.from(readName(text.replace(/^diff --\w+ /, '')), 'latin1').toString('utf8');
      this.#sides = { old: name, now: name };
    }
    return this.#endText();
  }

  #startFile(old: string, now: string): DiffItem[] {
    this.sawDiff = this.#isFirst = this.#canHaveHunk = true;
    this.#isInBinary = false;
    const sides = parseSides(old, now);
    const isNamed = this.#isGit && this.#isNew;
    this.#sides = sides;
    this.#isNew = sides.old === undefined;
    return [
      ...this.#endText(),
      ...(isNamed || sides.old !== undefined || sides.now === undefined ? [] : this.#nameItem(sides.now)),
    ];
  }

  /** Parses a line of git's header or of a binary patch, whose content is unreadable. */
  #parseGitHeader(text: string): DiffItem[] | undefined {
    if (!this.#isGit || this.#canHaveHunk) return undefined;
    if (this.#isInBinary) return [];
    if (text.startsWith('rename to ') || text.startsWith('copy to ')) {
      const name = Buffer.from(readName(text.slice(text.indexOf(' to ') + 4)), 'latin1').toString('utf8');
      this.#sides = { ...this.#sides, now: name };
      return this.#nameItem(name);
    }
    if (!GIT_HEADER.test(text)) return undefined;
    if (text.startsWith('deleted file')) this.#isDeleted = true;
    if (!text.startsWith('new file') || this.#sides.now === undefined) return [];
    this.#isNew = true;
    return this.#nameItem(this.#sides.now);
  }

  /** Content that the diff mentions but does not show. */
  #parseUnread(text: string): DiffItem[] | undefined {
    // Tested first, because the expression is slow on a line with many occurrences of "and".
    const binary = text.endsWith(' differ') ? /^Binary files (.+) and (.+) differ$/.exec(text) : null;
    if (binary !== null || (this.#isGit && text === 'GIT binary patch')) {
      this.sawDiff = true;
      this.#isInBinary = this.#isGit;
      if (this.#isDeleted || binary?.[2] === '/dev/null') return [];
      const path = this.#sides.now ?? parseSides(binary?.[1], binary?.[2]).now ?? '-';
      return [
        { kind: 'unread', path, reason: 'a binary file: the diff does not show what is in it', remedy: BINARY_REMEDY },
      ];
    }
    const only = this.#commit === undefined ? /^Only in (.+): (.+)$/.exec(text) : null;
    if (only === null) return undefined;
    this.sawDiff = true;
    const path = Buffer.from(`${only[1]!}/${only[2]!}`, 'latin1').toString('utf8');
    return [
      {
        kind: 'unread',
        path,
        reason: 'only on one side of the comparison: the diff does not show what is in it',
        remedy: 'Compare with "diff -N", or scan the file itself.',
      },
    ];
  }

  #nameItem(path: string): DiffItem[] {
    return [{ kind: 'name', path, commit: this.#commit }];
  }

  #endHunk(): DiffItem[] {
    const hunk = this.#hunk;
    if (hunk === undefined) return [];
    this.#hunk = undefined;
    const items: DiffItem[] = hunk.end().map((side) => this.#asItem(side));
    if (!hunk.isComplete)
      items.push({
        kind: 'unread',
        path: this.#sides.now ?? this.#sides.old ?? '-',
        reason: `the diff is damaged: it breaks off at line ${this.#line} of standard input`,
        remedy: 'Make the diff again; mail programs break lines.',
      });
    return items;
  }

  #asItem(side: HunkSide): DiffItem {
    const path = (side.isOld ? this.#sides.old : this.#sides.now) ?? this.#sides.old ?? '-';
    const isFirst = this.#isFirst;
    this.#isFirst = false;
    return { kind: 'hunk', path, commit: this.#commit, side, isFirst };
  }

  #addText(line: Buffer, number: number): DiffItem[] {
    const done = this.#textSize > TEXT_LIMIT ? this.#endText() : [];
    if (this.#text.length === 0) this.#textStart = number;
    this.#text.push(Buffer.from(line));
    this.#textSize += line.length;
    return done;
  }

  #endText(): DiffItem[] {
    if (this.#text.length === 0) return [];
    const bytes = Buffer.concat(this.#text);
    this.#text = [];
    this.#textSize = 0;
    return [{ kind: 'text', bytes, linesBefore: this.#textStart - 1 }];
  }
}
