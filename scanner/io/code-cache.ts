// Keeps V8's compiled code between runs on Node 20, which has no compile cache of its own. Goes with Node 20.

import { lstatSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import nodeModule from 'node:module';
import path from 'node:path';
import vm from 'node:vm';
import { crc32 } from 'node:zlib';

/** What is needed of the process. */
export type CachedProgram = Pick<NodeJS.Process, 'arch' | 'env' | 'getuid' | 'on' | 'pid' | 'version'>;

/** More files are left over from other versions of the package or of Node. */
const MAX_FILES = 200;
/** Bytes. */
const SUM_LENGTH = 4;

/** The function that compiles a CommonJS module; every tool that loads other languages replaces it. */
interface Compiler {
  _compile: (this: NodeModule, code: string, file: string) => unknown;
}

type Wrapped = (exports: unknown, require: NodeJS.Require, module: NodeModule, file: string, folder: string) => unknown;

/** A compiled module, and where its code is to be kept. */
interface Compiled {
  readonly script: vm.Script;
  readonly kept: string;
}

/**
 * From now on, CommonJS modules are compiled from the code of an earlier run. A hook starts 7 ms sooner.
 * @param folder absolute path of an existing folder that only the user may write to, because its content is executed
 * @returns keeps what has been compiled so far, for the next run; call it before V8's flags change, because V8 rejects
 *   code that was compiled with other flags
 */
export function useCodeCache(folder: string, program: CachedProgram): () => void {
  const { prototype } = nodeModule as unknown as { prototype: Compiler };
  const compile = prototype._compile;
  const fresh: Compiled[] = [];
  prototype._compile = function (code, file) {
    // V8 keeps nothing of what an import needs.
    const kept = /\bimport\(/.test(code) ? undefined : nameOf(file, program);
    if (kept === undefined) return compile.call(this, code, file);
    const cachedData = contentOf(path.join(folder, kept));
    const script = new vm.Script(nodeModule.wrap(code), {
      filename: file,
      ...(cachedData === undefined ? {} : { cachedData }),
    });
    // V8 rejects what another version or other flags have compiled.
    if (cachedData === undefined || script.cachedDataRejected === true) fresh.push({ script, kept });
    const run = script.runInThisContext() as Wrapped;
    return run.call(this.exports, this.exports, requireOf(this), this, file, path.dirname(file));
  };
  let isKept = false;
  const keepOnce = (): void => {
    if (!isKept) keep(folder, fresh, program.pid);
    isKept = true;
  };
  // At the end, what has been called is compiled, not only what is at the top of a module.
  program.on('exit', keepOnce);
  return keepOnce;
}

/** `createRequire` takes 0.3 ms for each module, and few use more than the function. */
function requireOf(module: NodeModule): NodeJS.Require {
  const whole = () => nodeModule.createRequire(module.filename);
  return Object.defineProperties(
    (id: string): unknown => module.require(id),
    Object.fromEntries(
      ['resolve', 'cache', 'main', 'extensions'].map((name) => [name, { get: () => whole()[name as 'main'] }]),
    ),
  ) as NodeJS.Require;
}

/**
 * V8 compares only the length of the code, so the name tells one file from every other: npm sets the time of a change
 * to a constant, but nobody can set that of a change of the entry.
 */
function nameOf(file: string, { arch, version }: CachedProgram): string | undefined {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (stat === undefined) return undefined;
  return `${path.basename(file)}-${version}-${arch}-${stat.dev}-${stat.ino}-${stat.size}-${Math.trunc(stat.ctimeMs)}`;
}

/** V8 runs damaged code as it is, so each file begins with the checksum of its content. */
function contentOf(file: string): Buffer | undefined {
  try {
    // A pipe would keep the program waiting.
    if (!lstatSync(file).isFile()) return undefined;
    const content = readFileSync(file);
    const code = content.subarray(SUM_LENGTH);
    return content.length > SUM_LENGTH && content.readUInt32LE(0) === crc32(code) ? code : undefined;
  } catch {
    return undefined;
  }
}

function keep(folder: string, fresh: readonly Compiled[], pid: number): void {
  try {
    if (fresh.length > 0 && readdirSync(folder).length > MAX_FILES)
      for (const name of readdirSync(folder)) rmSync(path.join(folder, name), { force: true, recursive: true });
    for (const { script, kept } of fresh) {
      const code = script.createCachedData();
      const sum = Buffer.alloc(SUM_LENGTH);
      sum.writeUInt32LE(crc32(code));
      replace(path.join(folder, kept), Buffer.concat([sum, code]), pid);
    }
  } catch {
    // Without a cache, the program only starts slower.
  }
}

/** Another run may read the file at this moment. */
function replace(file: string, content: Buffer, pid: number): void {
  const temporary = `${file}.${pid}`;
  try {
    writeFileSync(temporary, content, { mode: 0o600 });
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
