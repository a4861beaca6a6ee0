import type { ServerResponse } from 'node:http';
import { failure, type ServerAnswer } from './errors.ts';
import type { Fault, RecordedRequest } from './types.ts';

/** The faults requested by a test, used in order. */
export class Faults {
  readonly #active: { readonly fault: Fault; skip: number; left: number }[] = [];

  add(fault: Fault): void {
    this.#active.push({ fault, skip: fault.skip ?? 0, left: fault.times ?? Number.POSITIVE_INFINITY });
  }

  clear(): void {
    this.#active.length = 0;
  }

  /** @returns the fault for this request, and counts it as used */
  take(path: string): Fault | undefined {
    for (const entry of this.#active) {
      if ((entry.fault.path !== path && entry.fault.path !== '*') || entry.left === 0) continue;
      if (entry.skip > 0) {
        entry.skip -= 1;
        continue;
      }
      entry.left -= 1;
      return entry.fault;
    }
    return undefined;
  }
}

/** Answers with the fault. `truth` is the answer without it. */
export function strike(fault: Fault, truth: ServerAnswer, request: RecordedRequest, response: ServerResponse): void {
  if (fault.stall !== true) fault.onHit?.();
  if (fault.hang === true) return;
  if (fault.reset === true) {
    response.socket?.resetAndDestroy();
    return;
  }
  if (fault.redirect !== undefined) {
    response.writeHead(302, { location: fault.redirect }).end();
    return;
  }
  const said = fault.code === undefined ? truth : failure(fault.code);
  const answer = fault.rewrite?.(said, request) ?? said;
  const body = fault.body ?? answer.raw ?? JSON.stringify(answer.body);
  const headers = {
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    ...fault.headers,
  };
  response.writeHead(fault.status ?? answer.http, headers);
  if (fault.truncate === true) {
    response.write(body.slice(0, Math.ceil(body.length / 2)), () => response.socket?.destroy());
    return;
  }
  if (fault.stall === true) {
    response.write(body.slice(0, Math.ceil(body.length / 2)), () => fault.onHit?.());
    return;
  }
  if (fault.dripMs !== undefined) drip(body, fault.dripMs, response);
  else response.end(body);
}

function drip(body: string, everyMs: number, response: ServerResponse): void {
  let at = 0;
  const timer = setInterval(() => {
    if (at < body.length && !response.destroyed) response.write(body[at++]);
    else {
      clearInterval(timer);
      response.end();
    }
  }, everyMs);
  response.once('close', () => clearInterval(timer));
}
