// The data flow of one file: index, sources, values, requests. Hashes are determined in analysis.ts.
import { isAuthorization } from '../../src/navixy/carriers.ts';
import type { Call, Node, SourceCode } from '../syntax/ast.ts';
import { entriesOf } from './entries.ts';
import type { Entry } from './entry.ts';
import { Evaluator } from './evaluator.ts';
import { keyText } from './key-names.ts';
import { Platform } from '../platform/platform-addresses.ts';
import { type Request, readRequest } from './platform-requests.ts';
import type { SharedSettings } from '../platform/settings.ts';
import { type KeyedValue, type SourceIndex, indexSource } from './source-index.ts';
import { Tracer } from './tracer.ts';
import { Traversal } from './traversal.ts';
import { type TypeInformation, typeInformationOf } from './type-information.ts';

interface Requests {
  readonly list: readonly Request[];
  readonly byCall: ReadonlyMap<Call, Request>;
}

/** The data flow of one file. */
export class FileAnalysis {
  readonly sourceCode: SourceCode;
  readonly index: SourceIndex;
  readonly traversal: Traversal;
  readonly tracer: Tracer;
  readonly evaluator: Evaluator;
  readonly platform: Platform;
  readonly types: TypeInformation | undefined;
  readonly #requests: () => Requests;
  readonly #authorizations: () => readonly KeyedValue[];

  constructor(sourceCode: SourceCode, settings: SharedSettings) {
    this.sourceCode = sourceCode;
    this.index = indexSource(sourceCode);
    this.traversal = new Traversal(this.index.size);
    this.tracer = new Tracer(sourceCode, this.index, this.traversal);
    this.types = settings.typeInformation ? typeInformationOf(sourceCode) : undefined;
    this.evaluator = new Evaluator(this.tracer, this.types);
    this.platform = new Platform(sourceCode.text, settings);
    this.#authorizations = this.traversal.lazyFact(() => this.#findAuthorizations(), []);
    this.#requests = this.traversal.lazyFact(() => this.#findRequests(), { list: [], byCall: new Map() });
  }

  /** Values of the `Authorization` header, also under a constant in brackets. */
  get authorizations(): readonly KeyedValue[] {
    return this.#authorizations();
  }

  /** The requests to the platform, in the order of the index. */
  get requests(): readonly Request[] {
    return this.#requests().list;
  }

  /** @returns the request of a call, if it goes to the platform */
  requestOf(call: Call): Request | undefined {
    return this.#requests().byCall.get(call);
  }

  #findAuthorizations(): KeyedValue[] {
    const computed = this.index.computed.filter(({ name }) => isAuthorization(keyText(name, this.tracer)));
    return [...this.index.authorizations, ...computed];
  }

  #findRequests(): Requests {
    const list = this.index.calls.map((call) => readRequest(call, this)).filter((request) => request !== undefined);
    return { list, byCall: new Map(list.map((request) => [request.node, request])) };
  }

  /** @returns the named values of the query, header, body or other nodes of a request */
  entries(nodes: readonly Node[]): Entry[] {
    return nodes.flatMap((node) => entriesOf(node, this.tracer));
  }
}
