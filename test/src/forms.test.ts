import { describe, expect, it } from 'vitest';
import { detect, detectInBytes, reveal } from '../../src/index.ts';
import { ALL_HARMLESS, ALL_LEAKS, UNDECIDED_LEAKS } from '../support/forms/corpus.ts';
import { fill } from '../support/forms/fill.ts';
import { hex } from '../support/hex.ts';

const documentOf = (name: string, text: string) => fill(text, hex(name), (n) => hex(`${name} digest ${n}`));
interface FormOptions {
  readonly repository?: true;
  readonly path?: string;
}

const settingsOf = ({ repository, path }: FormOptions = {}) => ({
  ...(repository ? { repositoryUsesPlatform: true } : {}),
  ...(path === undefined ? {} : { path }),
});

describe('leaks', () => {
  it.for(ALL_LEAKS)('%s', ([name, text, kind, options]) => {
    const value = hex(name);
    const document = documentOf(name, text);
    const found = detect(document, settingsOf(options));
    expect(found.map(({ secret }) => reveal(secret))).toEqual([value]);
    expect([kind, options?.also]).toContain(found[0]!.kind);
    if (document.includes(value)) expect(document.slice(found[0]!.start, found[0]!.end)).toBe(value);
    const inBytes = detectInBytes(Buffer.from(document), settingsOf(options));
    expect(inBytes.map(({ secret }) => reveal(secret))).toEqual([value]);
  });
});

describe('undecided', () => {
  it.for(UNDECIDED_LEAKS)(
    '%s is still not found; if it is, remove it from the list and from docs/detection.md',
    ([name, text, , options]) => {
      expect(detect(documentOf(name, text), settingsOf(options))).toEqual([]);
    },
  );
});

describe('look-alikes', () => {
  it.for(ALL_HARMLESS)('%s', ([name, text, options]) => {
    const found = detect(documentOf(name, text), settingsOf(options));
    expect(found.map(({ kind, evidence }) => ({ kind, evidence }))).toEqual([]);
    expect(detectInBytes(Buffer.from(documentOf(name, text)), settingsOf(options))).toEqual([]);
  });
});

describe('the same verdicts in other encodings', () => {
  const spoken = (bytes: Buffer, options?: FormOptions) =>
    detectInBytes(bytes, settingsOf(options)).map(({ secret, kind, confidence }) => [reveal(secret), kind, confidence]);

  it.for([...ALL_LEAKS.map(([name, text, , options]) => [name, text, options] as const), ...ALL_HARMLESS])(
    '%s',
    ([name, text, options]) => {
      const document = documentOf(name, text);
      const plain = spoken(Buffer.from(document), options);
      expect(spoken(Buffer.from(document.replaceAll('\n', '\r\n')), options), 'CRLF').toEqual(plain);
      expect(spoken(Buffer.from(`\u{feff}${document}`, 'utf16le'), options), 'UTF-16LE').toEqual(plain);
      expect(spoken(Buffer.from(document, 'utf16le').swap16(), options), 'UTF-16BE without mark').toEqual(plain);
    },
  );
});
