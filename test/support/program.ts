import { rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'tsdown';
import { lazyRequires, moduleFacades } from '../../lazy-requires.plugin.ts';
import { reportSchema } from '../../report-schema.plugin.ts';
import { COMMAND_ALIAS } from '../../tsdown.parts.ts';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** The command, built from the current sources with its workers, to run as a separate process. */
export class BuiltProgram {
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** @param name name of the test, so each test builds into its own directory */
  static async build(name: string): Promise<BuiltProgram> {
    const folder = path.join(ROOT, 'node_modules', '.cache', `navixy-${name}-${process.pid}`);
    const entry = {
      cli: 'scanner/bin.ts',
      scanner: 'scanner/index.ts',
      'pack-worker': 'scanner/packs/pack-worker.ts',
      'prefilter-worker': 'scanner/sources/prefilter-worker.ts',
      'command-host': 'test/support/command-host.ts',
    };
    await build({
      entry: Object.fromEntries(Object.entries(entry).map(([key, file]) => [key, path.join(ROOT, file)])),
      outDir: folder,
      config: false,
      format: 'cjs',
      platform: 'node',
      target: 'node20.19',
      fixedExtension: false,
      dts: false,
      clean: false,
      logLevel: 'silent',
      cwd: ROOT,
      alias: COMMAND_ALIAS,
      plugins: [reportSchema(), lazyRequires(), moduleFacades(['scanner'])],
    });
    return new BuiltProgram(folder);
  }

  /** The file that Node runs. */
  get file(): string {
    return path.join(this.#folder, 'cli.cjs');
  }

  /** The program that runs command lines from messages. */
  get host(): string {
    return path.join(this.#folder, 'command-host.cjs');
  }

  /** The library, as a URL to import. */
  get library(): string {
    return pathToFileURL(path.join(this.#folder, 'scanner.js')).href;
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
