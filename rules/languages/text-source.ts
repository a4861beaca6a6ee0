/** The source code object of a file in the language `navixy/text`. */
import { Positions } from '../../src/positions.ts';
import type { Comment } from './comments.ts';
import { type Directive, findDirectives } from './directives.ts';
import { NoJavaScript } from './no-javascript.ts';

/** The only node of a text file. */
export interface TextRoot {
  readonly type: 'Text';
  readonly value: string;
  readonly range: [number, number];
  /** Properties of a JavaScript root, for rules that read them in any language. */
  readonly tokens: readonly never[];
  readonly comments: readonly never[];
  readonly body: readonly never[];
}

type TextNode = Comment | TextRoot;

interface Position {
  readonly line: number;
  readonly column: number;
}

/** A file as one node; lines and columns count from 1. JavaScript queries return nothing. */
export class TextSource extends NoJavaScript {
  readonly text: string;
  readonly ast: TextRoot;
  readonly visitorKeys = { Text: [] };
  readonly hasBOM = false;
  readonly #path: string;
  #positions: Positions | undefined;
  #lines: readonly string[] | undefined;

  /** @param path determines the kind of file and its comment syntax */
  constructor(text: string, ast: TextRoot, path: string) {
    super();
    this.text = text;
    this.ast = ast;
    this.#path = path;
  }

  get lines(): readonly string[] {
    this.#lines ??= this.text.split(/\r\n|\r|\n/);
    return this.#lines;
  }

  getLines(): readonly string[] {
    return this.lines;
  }

  getText(node?: TextNode, before = 0, after = 0): string {
    return node ? this.text.slice(Math.max(0, node.range[0] - before), node.range[1] + after) : this.text;
  }

  getRange({ range }: TextNode): [number, number] {
    return range;
  }

  getLoc({ range: [start, end] }: TextNode): { start: Position; end: Position } {
    return { start: this.getLocFromIndex(start), end: this.getLocFromIndex(end) };
  }

  getLocFromIndex(index: number): Position {
    if (index < 0 || index > this.text.length) throw new RangeError(`Index ${index} is outside of the text.`);
    this.#positions ??= new Positions(this.text);
    const { line, column } = this.#positions.region(index, index);
    return { line, column };
  }

  getIndexFromLoc({ line, column }: Position): number {
    let index = 0;
    for (let at = 1; at < line; at += 1) {
      const rest = /\r\n|\r|\n/.exec(this.text.slice(index));
      if (!rest) throw new RangeError(`Line ${line} is outside of the text.`);
      index += rest.index + rest[0].length;
    }
    return index + column - 1;
  }

  getNodeByRangeIndex(index: number): TextRoot | null {
    return index >= 0 && index < this.text.length ? this.ast : null;
  }

  getParent(): undefined {
    return undefined;
  }

  getAncestors(): readonly TextNode[] {
    return [];
  }

  getDisableDirectives(): { directives: readonly Directive[]; problems: readonly never[] } {
    return { directives: findDirectives(this.text, this.#path), problems: [] };
  }

  *traverse(): Generator<object> {
    yield { kind: 1, type: 'visit', target: this.ast, phase: 1, args: [this.ast, undefined] };
    yield { kind: 1, type: 'visit', target: this.ast, phase: 2, args: [this.ast, undefined] };
  }
}
