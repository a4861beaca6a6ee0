/** Where the platform is named: in the document, in another file of the repository, or nowhere. */
export type Setting = 'line' | 'repository' | 'alone';

/** `found` is a finding of at least medium confidence. Cases of `either` are not counted. */
export type Expectation = 'found' | 'low-or-none' | 'either';

/** A document written without knowledge of the classifier. */
export interface UnseenForm {
  readonly name: string;
  readonly path: string;
  /** The idea behind the form: its family and an example. */
  readonly source: string;
  readonly expected: Readonly<Record<Setting, Expectation>>;
  /**
   * `«key»` is the leaked value. `«md5»`, `«sha1»` and `«sha256»` are other digests.
   * `⟦a|b⟧` is `a` where the document names the platform and `b` where it does not.
   * `⟪base64+base64:…⟫` encodes what is inside, step by step.
   */
  readonly text: string;
}

/** The platform's carrier in a file about the platform, on any host. */
export const ANY_PLACE = { line: 'found', repository: 'found', alone: 'found' } as const;
/** A carrier in a file that does not mention the platform. */
export const IN_REPOSITORY = { line: 'found', repository: 'found', alone: 'either' } as const;

const HEX_DIGITS: Readonly<Record<string, number>> = { sha1: 40, sha256: 64 };

function encode(text: string, step: string): string {
  if (step === 'base64') return Buffer.from(text, 'latin1').toString('base64');
  if (step === 'utf16') return Buffer.from(text, 'utf16le').toString('latin1');
  if (step === 'u-escape') {
    return text.replace(/[^]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
  }
  throw new Error(`unknown encoding: ${step}`);
}

/**
 * Makes a document of a form.
 * @param text the text or the path of the form
 * @param setting where the platform is named
 * @param key the leaked value
 * @param digits creates a random text with that many hex digits
 */
export function fillUnseen(text: string, setting: Setting, key: string, digits: (count: number) => string): string {
  return text
    .replace(/⟦([^|⟧]*)\|([^⟧]*)⟧/g, (_, named: string, other: string) => (setting === 'line' ? named : other))
    .replace(/«([a-z0-9]+)»/g, (_, marker: string) =>
      marker === 'key' ? key : digits(HEX_DIGITS[marker.replace(/(?<=^sha1|^sha256)2$/, '')] ?? 32),
    )
    .replace(/⟪([a-z0-9+-]+):([^⟫]*)⟫/g, (_, steps: string, inside: string) => steps.split('+').reduce(encode, inside));
}
