// The evidence file: a record of an online run as JSON lines.

import { randomUUID } from 'node:crypto';
import { closeSync, constants, fstatSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs';
import { reasonNotWritten } from '../../io/errno-reasons.ts';
import type { Attempt } from '../client/index.ts';
import { TOOL } from '../../model/tool.ts';
import { clean, jsonText } from '../../text/clean.ts';
import type { LeakedSecret } from './leaked-secret.ts';

/** The evidence file cannot be used. */
export class EvidenceError extends Error {
  override readonly name = 'EvidenceError';

  constructor(message: string) {
    super(clean(message));
  }
}

type Value = string | number | boolean | readonly string[] | undefined;

/**
 * The record of a run, one JSON object per line, written immediately, so a killed run leaves a record of everything it
 * did. It is append-only and contains no secret: every text is cleaned.
 */
export class Evidence {
  readonly #file: number;
  readonly #run = randomUUID();
  #failure: string | undefined;
  /** Whether the last line is incomplete, so the next line must not be appended to it. */
  #isCutOff = false;

  private constructor(file: number) {
    this.#file = file;
  }

  /** @throws EvidenceError if it cannot be written, before anything was changed */
  static open(path: string, command: string): Evidence {
    const evidence = new Evidence(openToAppend(path));
    evidence.record('start', { tool: `${TOOL.name} ${TOOL.version}`, command });
    if (evidence.failure !== undefined)
      throw new EvidenceError(`cannot write the evidence file ${clean(path)}: ${evidence.failure}`);
    return evidence;
  }

  /** Why something could not be written; then the record is incomplete. */
  get failure(): string | undefined {
    return this.#failure;
  }

  /** Appends a line. Never throws: revoking a leaked secret is more important than its record; see {@link failure}. */
  record(event: string, fields: Readonly<Record<string, Value>>): void {
    const cleaned = Object.entries(fields).map(([name, value]) => [name, cleanValue(value)]);
    const line = jsonText({ time: new Date().toISOString(), run: this.#run, event, ...Object.fromEntries(cleaned) });
    const bytes = Buffer.from(`${this.#isCutOff ? '\n' : ''}${line}\n`);
    let written = 0;
    try {
      // A full disk may accept only a part, which only the returned number shows.
      while (written < bytes.length) written += this.#write(bytes, written);
      this.#isCutOff = false;
    } catch (error) {
      this.#isCutOff ||= written > 0;
      this.#failure = reasonNotWritten(error);
    }
  }

  /** One line about a secret. */
  secret(
    event: string,
    leaked: Pick<LeakedSecret, 'secret' | 'kind' | 'places'>,
    fields: Readonly<Record<string, Value>>,
  ): void {
    const { secret, kind, places } = leaked;
    this.record(event, {
      fingerprint: secret.fingerprint,
      sha256: secret.sha256,
      redacted: secret.redacted,
      kind,
      places,
      ...fields,
    });
  }

  /** One line about a request. */
  call({ url, startedAt, durationMs, outcome, as, key, carrier, control }: Attempt): void {
    const { host, pathname } = new URL(url);
    const when = { startedAt: startedAt.toISOString(), durationMs };
    this.record('call', { host, path: pathname, ...when, outcome, as, key, carrier, control });
  }

  /**
   * Writes the last line and closes the file.
   * @returns whether the whole record is in the file; see {@link failure}
   */
  end(exitCode: number): boolean {
    this.record('end', { exitCode });
    for (const finish of [fsyncSync, closeSync]) {
      try {
        finish(this.#file);
      } catch (error) {
        // A write error may only be reported when the file is closed.
        this.#failure ??= reasonNotWritten(error);
      }
    }
    return this.#failure === undefined;
  }

  #write(bytes: Buffer, from: number): number {
    const count = writeSync(this.#file, bytes, from);
    if (count === 0) throw Object.assign(new Error('nothing was written'), { code: 'ENOSPC' });
    return count;
  }
}

/** Does not follow links: whoever created a link could point it at any file of the user. */
function openToAppend(path: string): number {
  const { O_APPEND, O_CREAT, O_RDWR, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;
  let file: number | undefined;
  try {
    // Opening a pipe would block until it has a reader.
    file = openSync(path, O_APPEND | O_CREAT | O_RDWR | O_NOFOLLOW | O_NONBLOCK, 0o600);
    if (!fstatSync(file).isFile())
      throw new EvidenceError(`cannot write the evidence file ${clean(path)}: it is not a regular file`);
    endLastLine(file);
    return file;
  } catch (error) {
    if (file !== undefined) closeSync(file);
    if (error instanceof EvidenceError) throw error;
    const isLink = (error as NodeJS.ErrnoException).code === 'ELOOP';
    throw new EvidenceError(
      `cannot write the evidence file ` +
        `${clean(path)}: ${isLink ? 'it is a link, which may lead anywhere' : reasonNotWritten(error)}`,
    );
  }
}

/** A killed run may have left an incomplete line. */
function endLastLine(file: number): void {
  const { size } = fstatSync(file);
  if (size === 0) return;
  const last = Buffer.alloc(1);
  readSync(file, last, 0, 1, size - 1);
  if (last.toString() !== '\n') writeSync(file, '\n');
}

function cleanValue(value: Value): Value {
  if (typeof value === 'string') return clean(value);
  return typeof value === 'object' ? value.map(clean) : value;
}
