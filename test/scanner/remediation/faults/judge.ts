// Compares the output of a command with the state of the server.
import type { JsonVerification } from '../../../../scanner/remediation/verify/verification-report.ts';
import { Secret } from '../../../../src/secret.ts';
import { OWNER } from '../revoke/harness.ts';
import type { CommandUnderTest, Ended } from './commands.ts';
import { LEAKED, OTHER, type World } from './world.ts';

/**
 * Compares the output of a command with the state of the server.
 * @returns the differences; empty if the output is correct
 */
export function judge(command: CommandUnderTest, end: Ended, world: World): readonly string[] {
  return [
    ...judgeExit(command, end, world),
    ...judgeSecrets(command, end, world),
    ...judgeEvidence(end, world),
    ...judgeOthers(command, world),
    ...judgeSessions(end, world),
    ...(command.kind === 'verify' ? judgeVerify(end, world) : []),
    ...(command.kind === 'revoke' ? judgeRevoke(command, end, world) : []),
    ...(command.kind === 'rotate' ? judgeRotate(end, world) : []),
  ];
}

const claim = (holds: boolean, what: string): readonly string[] => (holds ? [] : [what]);

function judgeExit({ about, kind }: CommandUnderTest, { exitCode }: Ended, world: World): readonly string[] {
  const isAnyAlive = about.some((value) => world.server.state.isAlive(value));
  // A value that was alive when it was checked, and that others revoked later.
  const wasAlive = kind === 'verify' && about.some((value) => world.goneByOthers.has(value));
  return [
    ...claim([0, 1, 2].includes(exitCode), `exit status ${exitCode}`),
    ...claim(exitCode !== 0 || !isAnyAlive, 'exit status 0 although something is alive'),
    ...claim(exitCode !== 1 || isAnyAlive || wasAlive || kind === 'keys', 'exit status 1 although nothing is alive'),
  ];
}

function judgeSecrets(
  command: CommandUnderTest,
  { stdout, stderr, evidence, handedOver }: Ended,
  { server }: World,
): readonly string[] {
  const isShown = command.name === 'rotate onto the screen';
  const values = [...Object.values(LEAKED), ...server.state.issued, OWNER.password, OTHER.password];
  return values.flatMap((value) => [
    ...claim(!stderr.includes(value) && !evidence.includes(value), 'a value was shown'),
    ...claim(!stdout.includes(value) || (isShown && value === handedOver), 'a value was shown on standard output'),
  ]);
}

function judgeEvidence({ evidence, exitCode }: Ended, { server }: World): readonly string[] {
  const lines = evidence
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  const isAlive = (sha256: unknown): boolean =>
    Object.values(LEAKED).some((value) => new Secret(value).sha256 === sha256 && server.state.isAlive(value));
  return [
    ...claim(
      evidence.endsWith('\n') && lines.at(-1)?.['event'] === 'end' && lines.at(-1)?.['exitCode'] === exitCode,
      'the evidence does not end with the exit status',
    ),
    ...claim(
      lines.every((line) => line['event'] !== 'after' || line['status'] !== 'dead' || !isAlive(line['sha256'])),
      'the evidence calls something dead that is alive',
    ),
    ...claim(
      lines.filter(({ event }) => event === 'call').length === server.requests.length,
      'the evidence has not every call',
    ),
  ];
}

/** Only the given values may be revoked. */
function judgeOthers(
  { about, kind }: CommandUnderTest,
  { server, untouchable, goneByOthers }: World,
): readonly string[] {
  const mine = kind === 'revoke' || kind === 'rotate' ? about : [];
  const mustLive = [...untouchable, LEAKED.key, LEAKED.session, LEAKED.panel].filter(
    (value) => !mine.includes(value) && !goneByOthers.has(value),
  );
  return mustLive.flatMap((value) => claim(server.state.isAlive(value), 'something else was ended'));
}

function judgeSessions({ stdout, stderr, exitCode }: Ended, { openSessions }: World): readonly string[] {
  if (openSessions.length === 0) return [];
  return [
    ...claim(
      /could not be logged out|it is not proven that it is closed|A session may have been opened all the same/u.test(
        stdout + stderr,
      ),
      'a session of ours is open and nobody said so',
    ),
    ...claim(exitCode !== 0, 'a session of ours is open and the exit status is 0'),
  ];
}

function judgeVerify({ stdout, exitCode, stderr }: Ended, { server, goneByOthers }: World): readonly string[] {
  if (stdout === '') return claim(exitCode === 2 && stderr !== '', 'nothing was printed');
  const { secrets } = JSON.parse(stdout) as JsonVerification;
  const expected = secrets.some(({ status }) => status === 'alive')
    ? [1]
    : secrets.some(({ status }) => status === 'unknown')
      ? [2]
      : [0, 2];
  return [
    ...claim(
      expected.includes(exitCode),
      `exit status ${exitCode} of ${secrets.map(({ status }) => status).join(', ')}`,
    ),
    ...secrets.flatMap(({ sha256, status, what }) => {
      const value = Object.values(LEAKED).find((one) => new Secret(one).sha256 === sha256) ?? '?';
      const isAlive = server.state.isAlive(value) || (goneByOthers.has(value) && status === 'alive');
      const kinds: Record<string, string> = {
        [LEAKED.key]: 'api-key',
        [LEAKED.session]: 'session',
        [LEAKED.panel]: 'panel-session',
      };
      return [
        ...claim(status !== 'alive' || isAlive, 'called alive, and is dead'),
        ...claim(status !== 'dead' || !isAlive, 'called dead, and is alive'),
        ...claim(
          what === undefined || what === 'undetermined' || what === kinds[value] || goneByOthers.has(value),
          `called ${what}, and is ${kinds[value]}`,
        ),
      ];
    }),
  ];
}

function judgeRevoke({ about }: CommandUnderTest, { stdout, exitCode }: Ended, { server }: World): readonly string[] {
  const after = stdout.split('Before and after')[1]?.split('Left to do')[0] ?? '';
  const lineOf = (value: string): string =>
    after.split('\n').find((line) => line.includes(new Secret(value).fingerprint)) ?? '';
  return [
    ...about.flatMap((value) => {
      const isAlive = server.state.isAlive(value);
      const line = lineOf(value);
      return [
        ...claim(!/-> dead|dead before/u.test(line) || !isAlive, 'called revoked, and is alive'),
        ...claim(!/-> alive/u.test(line) || isAlive, 'called alive, and is dead'),
      ];
    }),
    ...claim(!stdout.includes('Done:') || exitCode === 0, 'done, and not 0'),
    ...claim(
      !/Nothing to revoke/u.test(stdout) || !about.some((value) => server.state.isAlive(value)),
      'nothing to revoke, and something is alive',
    ),
  ];
}

function judgeRotate({ stdout, stderr, exitCode, handedOver }: Ended, world: World): readonly string[] {
  const { state } = world.server;
  const isOldAlive = state.isAlive(LEAKED.key);
  const isNewAlive = handedOver !== undefined && state.isAlive(handedOver);
  const said = stdout + stderr;
  const strays = world.madeKeys.filter((key) => key !== handedOver);
  return [
    ...claim(
      exitCode !== 0 || stdout.includes('Nothing to rotate') || isNewAlive,
      'exit status 0, and the new key is not alive',
    ),
    ...claim(!stdout.includes('Done:') || (exitCode === 0 && isNewAlive && !isOldAlive), 'done, and it is not'),
    ...claim(
      isOldAlive || isNewAlive || world.goneByOthers.size > 0,
      'the old key was deleted, and there is no new one',
    ),
    ...claim(
      handedOver === undefined || isNewAlive || world.goneByOthers.has(handedOver),
      'a value was handed over and deleted',
    ),
    ...claim(!/still alive/u.test(stdout) || isOldAlive, 'the old key is called alive, and is dead'),
    ...strays.flatMap((key) =>
      claim(
        said.includes(new Secret(key).fingerprint) ||
          said.includes('a new key may have been made') ||
          /titled "[^"]*" appear later/u.test(said),
        'a key was made and left, and nobody said so',
      ),
    ),
    ...claim(strays.length === 0 || exitCode !== 0, 'a key was made and left, and the exit status is 0'),
    ...claim(
      !said.includes('no new key was made') || strays.length === 0 || /appear later/u.test(said),
      'no new key was made, and one is there',
    ),
  ];
}
