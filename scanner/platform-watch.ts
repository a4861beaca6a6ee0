/** The most that is searched for the platform's name, in bytes: a current project names it early or not at all. */
const BUDGET = 256 * 1024 * 1024;

const NAMES = ['navixy', 'Navixy', 'NAVIXY', '/api-v2/'].map((name) => Buffer.from(name));

/** Notes whether any document names the platform, which makes a bare `hash = …` elsewhere more telling. */
export class PlatformWatch {
  #named = false;
  #left = BUDGET;

  /** Whether the platform was named so far. */
  get named(): boolean {
    return this.#named;
  }

  see(bytes: Uint8Array): void {
    if (this.#named || this.#left <= 0) return;
    this.#left -= bytes.length;
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#named = NAMES.some((name) => buffer.includes(name));
  }
}
