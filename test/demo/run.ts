import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import navixy from 'eslint-plugin-navixy';
import pc from 'picocolors';
import { hex } from '../support/hex.ts';
import { startNavixyServer, type NavixyServer } from '../support/navixy-server/index.ts';
import { cleanUp, makeLeakyRepository, type DemoSecrets } from './repository.ts';

/**
 * `npm run demo`: the whole path on a repository made for it, through the built package. Ends with 0
 * only if every step did what it says.
 */

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const CLI = path.join(ROOT, 'dist', 'cli.js');
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

/** Runs the built command as a user would and shows what it prints. */
function navixySecrets(
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv = {},
): Promise<{ exitCode: number | null; output: string }> {
  console.log(
    pc.dim(
      `   $ ${Object.keys(env)
        .map((name) => `${name}=… `)
        .join('')}npx navixy-secrets ${args.join(' ')}`,
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
      console.log(output.trimEnd().replace(/^/gm, '   '));
      console.log(pc.dim(`   exit status ${exitCode}`));
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
  const secretsCommand = async (args: readonly string[], env?: NodeJS.ProcessEnv) => {
    const result = await navixySecrets(args, repo.root, env);
    printed += result.output;
    return result;
  };

  heading('A project with leaks');
  console.log(`   Made for this run in ${repo.root}: an API key in src/trackers.js and in .env (not even committed),
   a dead key in a call to a white-label host, and a session hash in a PHP file that was deleted long ago.
   Beside them three digests that look exactly alike. On ${server.origin} a stand-in for the Navixy API is
   listening; nothing in this demo leaves your machine.`);

  heading('ESLint reports what stands in the code, with eslint-plugin-navixy\'s "recommended"');
  const before = await lint(repo.root);
  expectThat(
    counted(before, 'navixy/no-hardcoded-hash') === 2,
    'no-hardcoded-hash reported both values in src/trackers.js',
  );
  expectThat(
    counted(before, 'navixy/no-hash-in-url') === 1,
    'no-hash-in-url reported the query string in src/nightly.js',
  );
  expectThat(
    counted(before, 'navixy/prefer-api-key') === 1,
    'prefer-api-key reported the login of a program in src/nightly.js',
  );

  heading('navixy-secrets scan reads the files, .env included');
  const tree = await secretsCommand(['scan']);
  expectThat(
    tree.exitCode === 1 && tree.output.includes('src/trackers.js:2:22') && tree.output.includes('.env:2:16'),
    'the key was found in the code and in .env, at the exact place',
  );
  expectThat(
    !tree.output.includes('checksums.md5') && !tree.output.includes('manifest.json'),
    'no digest was taken for a hash',
  );

  heading('… and at the whole history, deleted files included');
  const history = await secretsCommand(['scan', '--history']);
  expectThat(
    history.exitCode === 1 && history.output.includes('legacy/report.php:3:10'),
    'the session hash in the deleted file was found, with commit and author',
  );

  heading('Which are alive? A dry run of revoke asks the API and changes nothing');
  const dry = await secretsCommand(['revoke', '.', '--api-url', server.baseUrl]);
  expectThat(
    dry.exitCode === 1 && server.state.isAlive(apiKey) && server.state.isAlive(oldSession),
    'without a yes nothing was revoked',
  );

  heading('Revoke the session: it can end itself');
  const session = await secretsCommand([
    'revoke',
    '--history',
    '--only',
    new Fingerprints(history.output).of(oldSession),
    '--yes',
    '--api-url',
    server.baseUrl,
  ]);
  expectThat(
    session.exitCode === 0 && !server.state.isAlive(oldSession),
    'the session was alive before, and the server says it is dead now',
  );

  heading('Revoke the API key: only its owner can, so NAVIXY_LOGIN and NAVIXY_PASSWORD are set (or typed at a prompt)');
  const key = await secretsCommand(['revoke', '--yes', '--api-url', server.baseUrl], {
    NAVIXY_LOGIN: LOGIN,
    NAVIXY_PASSWORD: PASSWORD,
  });
  expectThat(
    key.exitCode === 0 && !server.state.isAlive(apiKey),
    'the key was alive before, and the server says it is dead now',
  );
  expectThat(server.state.openSessions(LOGIN).length === 0, 'the session opened for the deletion was logged out again');

  heading('After the values were taken out of the files, a second look');
  cleanUp(repo);
  const after = await lint(repo.root);
  expectThat(
    counted(after, 'navixy/no-hardcoded-hash') === 0,
    'ESLint has no hardcoded hash to report; what it still says is about src/nightly.js',
  );
  const second = await secretsCommand(['scan']);
  expectThat(second.exitCode === 0, 'the files are clean');
  const rest = await secretsCommand(['revoke', '--history', '--yes', '--api-url', server.baseUrl]);
  expectThat(rest.exitCode === 0, 'the history still holds three hashes, and all of them are proven dead');
  expectThat(!values.some((value) => printed.includes(value)), 'in all of this, no value was printed once');
}

/** Finds in a report the fingerprint that stands beside a masked value. */
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
${pc.bold('What just happened.')} ESLint and navixy-secrets found ${pc.bold('every')} planted hash and no digest; one API key and one session
went from found to dead, each checked before and after; no value was shown.

${pc.bold('On your own repository')}
  npm install --save-dev eslint-plugin-navixy
  npx navixy-secrets scan --history       look; changes nothing, sends nothing
  npx navixy-secrets revoke --history     shows which are alive, asks before it ends them
  and in eslint.config.js:                import navixy from 'eslint-plugin-navixy';
                                          export default [navixy.configs.recommended];
From this clone: npm run scan -- /path/to/your/repository`);
}
