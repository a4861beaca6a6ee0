import type { Call, Node, SourceCode } from './ast.ts';
import { Credentials } from './credentials.ts';
import { type Entry, entriesOf } from './entries.ts';
import { Evaluator } from './evaluate.ts';
import { Platform } from './platform.ts';
import { type Request, readRequest } from './requests.ts';
import type { SharedSettings } from './settings.ts';
import { type SourceIndex, indexSource } from './source-index.ts';
import { Tracer } from './trace.ts';
import { type TypeInformation, typeInformationOf } from './type-information.ts';

/** The data flow of one file, made once and read by every rule. */
export class Analysis {
  readonly sourceCode: SourceCode;
  readonly index: SourceIndex;
  readonly tracer: Tracer;
  readonly evaluator: Evaluator;
  readonly platform: Platform;
  readonly types: TypeInformation | undefined;
  #requests: ReadonlyMap<Call, Request> | undefined;
  #requestList: readonly Request[] | undefined;
  #credentials: Credentials | undefined;

  constructor(sourceCode: SourceCode, settings: SharedSettings) {
    this.sourceCode = sourceCode;
    this.index = indexSource(sourceCode);
    this.tracer = new Tracer(sourceCode, this.index);
    this.types = settings.typeInformation ? typeInformationOf(sourceCode) : undefined;
    this.evaluator = new Evaluator(this.tracer, this.types);
    this.platform = new Platform(sourceCode.text, settings);
  }

  /** The calls to the platform, in no order. */
  get requests(): readonly Request[] {
    this.#requestList ??= this.index.calls.map((call) => readRequest(call, this)).filter((request) => request !== undefined);
    return this.#requestList;
  }

  /** @returns the request a call makes, if it is one to the platform */
  requestOf(call: Call): Request | undefined {
    this.#requests ??= new Map(this.requests.map((request) => [request.node, request]));
    return this.#requests.get(call);
  }

  /** What in this file is known to be a hash of the platform. */
  get credentials(): Credentials {
    this.#credentials ??= new Credentials(this);
    return this.#credentials;
  }

  /** @returns the named values among query, header, body or loose nodes of a request */
  entries(nodes: readonly Node[]): Entry[] {
    return nodes.flatMap((node) => entriesOf(node, this.tracer));
  }
}

/** By tree: oxlint gives every file the same `SourceCode` object. */
const analyses = new WeakMap<SourceCode['ast'], Analysis>();

/** @returns the analysis of a file; settings are the same for every rule of a file, so the first ones serve */
export function getAnalysis(sourceCode: SourceCode, settings: SharedSettings): Analysis {
  let analysis = analyses.get(sourceCode.ast);
  if (!analysis) {
    analysis = new Analysis(sourceCode, settings);
    analyses.set(sourceCode.ast, analysis);
  }
  return analysis;
}
