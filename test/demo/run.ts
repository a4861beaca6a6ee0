/** `npm run demo`: finds, revokes and checks leaks in an example repository, with the built package. */
import { spawn } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import navixy from 'eslint-plugin-navixy';
import pc from 'picocolors';
import { hex } from '../support/hex.ts';
import { startNavixyServer, type NavixyServer } from '../support/navixy-server/index.ts';
import { cleanUp, makeLeakyRepository, type DemoSecrets } from './repository.ts';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const CLI = path.join(ROOT, 'dist', 'cli.cjs');
/** A copy of the repository for the commands at the end. */
const LEFT = path.join(ROOT, 'build', 'demo-repository');
const LOGIN = 'fleet@brand.example';
const PASSWORD = `not-a-real-password-${process.pid}`;

let steps = 0;
const failures: string[] = [];

function heading(text: string): void {
  steps += 1;
  console.log(`\n${pc.bold(pc.cyan(`${steps}. ${text}`))}`);
}

function expectThat(holds: boolean, what: string): void {
  if (!holds) failures.push(what);
  console.log(holds ? pc.green(`   ✓ ${what}`) : pc.red(`   ✗ ${what}`));
}

/** The paragraphs of an output that match. Others are replaced by three dots. */
function excerpt(output: string, shown: RegExp): string {
  return output
    .trimEnd()
    .split('\n\n')
    .map((part) => (shown.test(part) ? part : pc.dim('…')))
    .filter((part, at, all) => part !== pc.dim('…') || all[at - 1] !== part)
    .join('\n');
}

/** Runs the built command and shows the matching paragraphs of its output. */
function navixySecrets(
  args: readonly string[],
  cwd: string,
  shown: RegExp,
  env: NodeJS.ProcessEnv = {},
): Promise<{ exitCode: number | null; output: string }> {
  console.log(
    pc.dim(
      `   $ ${Object.keys(env)
        .map((name) => `${name}=… `)
        .join('')}navixy-secrets ${args.join(' ')}`,
    ),
  );
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [CLI, ...args], {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
    child.once('error', reject);
    child.once('close', (exitCode) => {
      console.log(excerpt(output, shown).replace(/^/gm, '   '));
      resolve({ exitCode, output });
    });
  });
}

async function lint(cwd: string): Promise<ESLint.LintResult[]> {
  const eslint = new ESLint({ cwd, overrideConfigFile: true, overrideConfig: [navixy.configs.recommended] });
  const results = await eslint.lintFiles(['src']);
  const formatter = await eslint.loadFormatter('stylish');
  console.log(
    String(await formatter.format(results))
      .trimEnd()
      .replaceAll(`${cwd}/`, '')
      .replace(/^/gm, '   '),
  );
  return results;
}

const counted = (results: readonly ESLint.LintResult[], rule: string) =>
  results.flatMap(({ messages }) => messages).filter(({ ruleId }) => ruleId === rule).length;

async function demo(secrets: DemoSecrets, server: NavixyServer): Promise<void> {
  using repo = makeLeakyRepository(secrets);
  const { apiKey, oldSession, deadKey } = secrets;
  const values = [apiKey, oldSession, deadKey, ...secrets.digests];
  let printed = '';
  const secretsCommand = async (args: readonly string[], shown: RegExp, env?: NodeJS.ProcessEnv) => {
    const result = await navixySecrets(args, repo.root, shown, env);
    printed += result.output;
    return result;
  };

  heading('A project with leaks');
  console.log(`   An API key in src/trackers.js and in .env, an expired key in a URL, and a session hash in a file that was
   deleted long ago; also three checksums, which look the same. A fake Navixy API listens on ${server.origin}:
   nothing leaves your machine.`);

  heading('ESLint reports the code');
  const before = await lint(repo.root);
  expectThat(counted(before, 'navixy/no-hardcoded-hash') === 2, 'both values in src/trackers.js were reported');
  expectThat(counted(before, 'navixy/no-hash-in-url') === 1, 'the hash in a URL in src/nightly.js was reported');
  expectThat(counted(before, 'navixy/prefer-api-key') === 1, 'the login with a password was reported');

  heading('The command scans all files');
  const tree = await secretsCommand(['scan'], /^[●W]|secrets? in/);
  expectThat(
    tree.exitCode === 1 && tree.output.includes('src/trackers.js:2:22') && tree.output.includes('.env:2:16'),
    'the key was found in the code and in .env',
  );
  expectThat(
    !tree.output.includes('checksums.md5') && !tree.output.includes('manifest.json'),
    'no checksum was taken for a hash',
  );

  heading('… and the whole history, with deleted files');
  const history = await secretsCommand(['scan', '--history'], /report\.php|secrets? in/);
  expectThat(
    history.exitCode === 1 && history.output.includes('legacy/report.php:3:10'),
    'the session hash in the deleted file was found, with commit and author',
  );

  heading('Which values are active? revoke asks the API, and changes nothing without a yes');
  const dry = await secretsCommand(['revoke', '.', '--api-url', server.baseUrl], /^(?:\d\.|Not done)/m);
  expectThat(
    dry.exitCode === 1 && server.state.isAlive(apiKey) && server.state.isAlive(oldSession),
    'nothing was revoked',
  );

  heading('Revoke: the session ends itself, the key needs the login of its owner');
  const only = ['--only', new Fingerprints(history.output).of(oldSession)];
  const session = await secretsCommand(
    ['revoke', '--history', ...only, '--yes', '--api-url', server.baseUrl],
    /^(?:Before and after|Done)/,
  );
  expectThat(
    session.exitCode === 0 && !server.state.isAlive(oldSession),
    'the session was active, and the server says that it is dead now',
  );
  const login = { NAVIXY_LOGIN: LOGIN, NAVIXY_PASSWORD: PASSWORD };
  const revoke = ['revoke', '--yes', '--api-url', server.baseUrl];
  const key = await secretsCommand(revoke, /^(?:Before and after|Done)/, login);
  expectThat(
    key.exitCode === 0 && !server.state.isAlive(apiKey),
    'the key was active, and the server says that it is dead now',
  );
  expectThat(server.state.openSessions(LOGIN).length === 0, 'the session opened for this was logged out again');

  heading('The values are taken out of the files: a second look');
  cleanUp(repo);
  const after = await lint(repo.root);
  expectThat(counted(after, 'navixy/no-hardcoded-hash') === 0, 'no hash is left in the code');
  const second = await secretsCommand(['scan'], /^/);
  expectThat(second.exitCode === 0, 'the files are clean');
  const rest = await secretsCommand(
    ['revoke', '--history', '--yes', '--api-url', server.baseUrl],
    /^Nothing to revoke/,
  );
  expectThat(rest.exitCode === 0, 'the history still has three hashes, and all of them are dead');
  expectThat(!values.some((value) => printed.includes(value)), 'no value was printed in all of this');
  rmSync(LEFT, { recursive: true, force: true });
  cpSync(repo.root, LEFT, { recursive: true });
}

/** Finds the fingerprint of a redacted value in a report. */
class Fingerprints {
  readonly #report: string;

  constructor(report: string) {
    this.#report = report;
  }

  of(value: string): string {
    const line = this.#report
      .split('\n')
      .find((each) => each.includes(`${value.slice(0, 4)}…${value.slice(-4)}`) && each.includes('fingerprint'));
    return /fingerprint ([0-9a-f]{20})/.exec(line ?? '')?.[1] ?? 'not-reported';
  }
}

const seed = `${process.pid} ${performance.timeOrigin}`;
const secrets: DemoSecrets = {
  apiKey: hex(`key ${seed}`),
  oldSession: hex(`session ${seed}`),
  deadKey: hex(`dead ${seed}`),
  digests: [hex(`d1 ${seed}`), hex(`d2 ${seed}`), hex(`d3 ${seed}`)],
};
const server = await startNavixyServer({
  users: [
    {
      login: LOGIN,
      password: PASSWORD,
      keys: [{ hash: secrets.apiKey, title: 'Fleet dashboard' }],
      sessions: [secrets.oldSession],
    },
  ],
});
try {
  await demo(secrets, server);
} finally {
  await server.close();
}

if (failures.length > 0) {
  console.error(pc.red(`\nThe demo failed:\n${failures.map((failure) => `  ${failure}`).join('\n')}`));
  process.exitCode = 1;
} else {
  console.log(`
${pc.bold('Try it.')} The repository of this demo is kept in build/demo-repository; its history still has the hashes:
  cd build/demo-repository && node ../../dist/cli.cjs scan --history

${pc.bold('On your own repository')} (reads only, sends nothing):
  npm run scan -- /path/to/your/repository

To install it there, see "Install" in README.md.`);
}
