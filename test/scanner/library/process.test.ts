import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hex } from '../../support/hex.ts';
import { BuiltProgram } from '../../support/program.ts';
import { TempFolder, TempRepo } from '../../support/repo.ts';
import { leak } from '../run.ts';

let program: BuiltProgram;
beforeAll(async () => {
  program = await BuiltProgram.build('public-test');
}, 60_000);
afterAll(() => program.remove());

/**
 * Runs a module that uses the library as `api`.
 * @returns the JSON that it printed; fails with a timeout if the process does not end
 */
function run(code: string): unknown {
  using folder = new TempFolder();
  const file = folder.write('user.mjs', `import * as api from ${JSON.stringify(program.library)};\n${code}`);
  const { PATH } = process.env;
  return JSON.parse(execFileSync(process.execPath, [file], { encoding: 'utf8', env: { PATH }, timeout: 50_000 }));
}

/** Code that records each use of the process by our own code, but not by Node itself. */
const TRAPS = String.raw`
const touched = [];
const write = process.stdout.write.bind(process.stdout);
const { PATH } = process.env;
const here = process.cwd();
const byUs = () => !/^\s*at .*\(?node:/.test(new Error().stack.split('\n')[3] ?? '');
const trap = (object, name, label, always = false) => {
  const real = object[name];
  object[name] = function (...args) {
    if (always || byUs()) touched.push(label);
    return Reflect.apply(real, this, args);
  };
};
for (const name of ['chdir', 'exit', 'reallyExit', 'abort', 'kill', 'on', 'once', 'addListener', 'prependListener', 'off', 'removeListener', 'removeAllListeners', 'emit', 'emitWarning', 'umask', 'setUncaughtExceptionCaptureCallback', 'setSourceMapsEnabled']) trap(process, name, 'process.' + name);
trap(process, 'cwd', 'process.cwd', true);
for (const name of ['stdout', 'stderr']) trap(process[name], 'write', 'process.' + name + '.write', true);
for (const name of Object.keys(console)) if (typeof console[name] === 'function') trap(console, name, 'console.' + name, true);
for (const name of ['env', 'argv', 'stdin', 'execArgv', 'title']) {
  const real = name === 'stdin' ? undefined : process[name];
  Object.defineProperty(process, name, {
    configurable: true,
    get() { if (byUs()) touched.push('process.' + name); return real; },
    set() { touched.push('process.' + name + ' ='); },
  });
}
const listeners = () => process.eventNames().map((name) => [String(name), process.listenerCount(name)]);
const before = JSON.stringify([listeners(), process.exitCode ?? null]);
`;

const END = String.raw`
await new Promise(setImmediate);
write(JSON.stringify({ seen, touched, before: before === JSON.stringify([listeners(), process.exitCode ?? null]) }));
`;

describe.runIf(process.platform !== 'win32')('the library in a process', () => {
  it('does not touch the process', () => {
    using repo = new TempRepo();
    repo.write('a.ts', leak(hex('first')));
    repo.commit('one');
    repo.write('a.ts', 'nothing\n');
    repo.commit('two');
    repo.write('b.ts', leak(hex('second')));
    repo.git('add', 'b.ts');
    const result = run(`${TRAPS}
      const seen = {};
      const common = { cwd: ${JSON.stringify(repo.root)}, env: { PATH } };
      for (const what of ['files', 'staged', 'history', 'git-folder', 'all']) seen[what] = await api.scan({ ...common, what });
      seen.range = await api.scan({ ...common, what: 'range', range: 'HEAD~1..HEAD' });
      seen.stdin = await api.scan({ ...common, paths: ['-'], stdin: (async function* () { yield ${JSON.stringify(leak(hex('third')))}; })() });
      seen.policy = { complete: true, findings: [await api.readPolicy({ cwd: common.cwd, env: common.env, baseline: true, trustBase: 'HEAD' })] };
      for (const name of Object.keys(seen)) seen[name] = [seen[name].complete, seen[name].findings.length];
    ${END}`);
    expect(result).toEqual({
      seen: {
        files: [true, 1],
        staged: [true, 1],
        history: [true, 2],
        'git-folder': [true, 0],
        all: [true, 3],
        range: [true, 0],
        stdin: [true, 1],
        policy: [true, 1],
      },
      touched: [],
      before: true,
    });
  }, 60_000);

  it('would be caught if it did', () => {
    const result = run(`${TRAPS}
      const seen = {};
      console.groupEnd(); process.env.PATH; process.cwd(); process.once('SIGINT', () => undefined);
    ${END}`);
    expect(result).toEqual({
      seen: {},
      touched: expect.arrayContaining(['console.groupEnd', 'process.env', 'process.cwd', 'process.once']),
      before: false,
    });
  }, 60_000);

  it('requires an absolute working directory', () => {
    expect(
      run(`
      const told = await api.scan({ cwd: '.' }).catch((error) => [error.name, error.message, error.remedy]);
      process.stdout.write(JSON.stringify(told));`),
    ).toEqual(['Failure', '"cwd" must be the absolute path of a folder', 'Give it one, such as process.cwd().']);
  }, 60_000);

  const LEAVE = (folder: string, what: string) => `
    const seen = [];
    const { PATH } = process.env;
    for await (const event of api.scanEvents({ cwd: ${JSON.stringify(folder)}, env: { PATH }, what: ${JSON.stringify(what)}, jobs: 2 })) {
      seen.push(event.type);
      if (event.type === 'finding' || event.type === 'sighting') break;
    }
    process.stdout.write(JSON.stringify(seen));`;

  it.each([
    ['staged', 'finding'],
    ['range', 'sighting'],
  ])(
    'ends when a loop over %s is left',
    (what, first) => {
      using repo = new TempRepo();
      for (let file = 0; file < 40; file += 1) repo.write(`d/f${file}.ts`, leak(hex(`${what} ${file}`)));
      repo.commit('all');
      for (let file = 0; file < 40; file += 1) repo.write(`d/f${file}.ts`, `// again\n${leak(hex(`${what} ${file}`))}`);
      repo.git('add', '.');
      expect(run(LEAVE(repo.root, what))).toEqual([first]);
    },
    60_000,
  );

  it('ends, with its threads and children, when a loop over many files or a long history is left', () => {
    using repo = new TempRepo();
    const data = (text: string) => `data ${Buffer.byteLength(text)}\n${text}\n`;
    const files = Array.from(
      { length: 5000 },
      (_, at) => `blob\nmark :${at + 1}\n${data(at % 100 === 0 ? leak(hex(`long ${at}`)) : `number ${at}\n`)}`,
    );
    const names = files.map((_, at) => `M 644 :${at + 1} d${at % 50}/f${at}.ts\n`);
    repo.gitWith(
      {
        input: `${files.join('')}commit refs/heads/main\nauthor A <a@fleet.example> 1700000000 +0000\ncommitter A <a@fleet.example> 1700000000 +0000\n${data('all')}${names.join('')}`,
      },
      'fast-import',
      '--quiet',
    );
    repo.git('reset', '-q', '--hard');
    for (const [what, first] of [
      ['files', 'finding'],
      ['history', 'sighting'],
      ['all', 'finding'],
    ] as const)
      expect(run(LEAVE(repo.root, what))).toEqual([first]);
  }, 60_000);
});
