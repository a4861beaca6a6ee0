// Runs the commands that use the platform against a faulty server.
import { existsSync, readFileSync } from 'node:fs';
import { runKeys } from '../../../../scanner/cli/commands/run-keys.ts';
import { runRevoke } from '../../../../scanner/cli/commands/run-revoke.ts';
import { runRotate, type RotateCommandOptions } from '../../../../scanner/cli/commands/run-rotate.ts';
import { runVerify } from '../../../../scanner/cli/commands/run-verify.ts';
import type { Destination } from '../../../../scanner/library/rotate.ts';
import { Secret } from '../../../../src/secret.ts';
import type { Kind } from '../../../../src/types.ts';
import { finding, OWNER_ENV } from '../revoke/harness.ts';
import { LEAKED, type World } from './world.ts';

/** The visible result of a command. */
export interface Ended {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly evidence: string;
  /** The content of the destination of the new value, for `rotate`. */
  readonly handedOver: string | undefined;
}

export interface CommandUnderTest {
  readonly name: string;
  /** The values that the command handles. */
  readonly about: readonly string[];
  readonly kind: 'verify' | 'revoke' | 'rotate' | 'keys';
  readonly run: (world: World) => Promise<Ended>;
  /** A second run without faults, which completes a failed one. */
  readonly finish?: (world: World, before: Ended) => Promise<Ended>;
}

interface Said {
  stdout: string;
  stderr: string;
}

async function ended(
  world: World,
  command: (common: ReturnType<typeof commonOf>) => Promise<{ exitCode: number }>,
  signal = world.stop.signal,
): Promise<Ended> {
  const said = { stdout: '', stderr: '' };
  const { exitCode } = await command(commonOf(world, said, signal));
  return {
    ...said,
    exitCode,
    evidence: readFileSync(world.folder.path('evidence.jsonl'), 'utf8'),
    handedOver: undefined,
  };
}

/** The client with its usual timeouts and retries, on a test clock. */
function commonOf({ server, folder, clock }: World, said: Said, signal: AbortSignal) {
  return {
    baseUrls: [server.baseUrl],
    interactive: false,
    env: { ...OWNER_ENV, PATH: process.env['PATH'] },
    colors: false,
    transport: { clock },
    evidence: folder.path('evidence.jsonl'),
    io: {
      stdout: (chunk: string) => void (said.stdout += chunk),
      stderr: (chunk: string) => void (said.stderr += chunk),
    },
    signal,
  };
}

const undisturbed = (): AbortSignal => new AbortController().signal;

function revocation(name: string, about: Readonly<Record<string, Kind>>): CommandUnderTest {
  const findings = Object.entries(about).map(([value, kind], line) =>
    finding(value, kind, { line: line + 1, origin: { commit: 'abcdef0123456789', date: '2024-01-01T00:00:00Z' } }),
  );
  const run = (world: World, signal?: AbortSignal): Promise<Ended> =>
    ended(world, (common) => runRevoke({ ...common, findings, yes: true }), signal);
  return {
    name,
    kind: 'revoke',
    about: Object.keys(about),
    run: (world) => run(world),
    finish: (world) => run(world, undisturbed()),
  };
}

function rotation(
  name: string,
  destination: Destination,
  place: (world: World, stdout: string) => string | undefined,
): CommandUnderTest {
  const run = async (
    world: World,
    options: Partial<RotateCommandOptions> = {},
    signal?: AbortSignal,
  ): Promise<Ended> => {
    const end = await ended(
      world,
      (common) =>
        runRotate({
          ...common,
          findings: [finding(LEAKED.key, 'api-key')],
          cwd: world.folder.root,
          destination,
          yes: true,
          deployed: true,
          ...options,
        }),
      signal,
    );
    return { ...end, handedOver: place(world, end.stdout) };
  };
  return {
    name,
    kind: 'rotate',
    about: [LEAKED.key],
    run: (world) => run(world),
    finish: (world, { handedOver }) => {
      const isThere = handedOver !== undefined && world.server.state.isAlive(handedOver);
      return run(
        world,
        isThere
          ? { destination: undefined, use: new Secret(handedOver).fingerprint }
          : { destination: { type: 'screen' } },
        undisturbed(),
      );
    },
  };
}

const inFile =
  (file: string) =>
  ({ folder }: World): string | undefined =>
    existsSync(folder.path(file)) ? /[0-9a-f]{32}/u.exec(readFileSync(folder.path(file), 'utf8'))?.[0] : undefined;

export const COMMANDS: readonly CommandUnderTest[] = [
  {
    name: 'verify',
    kind: 'verify',
    about: Object.values(LEAKED),
    run: (world) => {
      const kinds: readonly Kind[] = ['api-key', 'session', 'api-key', 'hash'];
      const findings = Object.values(LEAKED).map((value, index) =>
        finding(value, kinds[index] ?? 'hash', { line: index + 1 }),
      );
      return ended(world, (common) => runVerify({ ...common, findings, identify: true, format: 'json' }));
    },
  },
  revocation('revoke a key', { [LEAKED.key]: 'api-key' }),
  revocation('revoke a session', { [LEAKED.session]: 'session' }),
  revocation('revoke a panel session that code calls a key', { [LEAKED.panel]: 'api-key' }),
  revocation('revoke a value that may be a key or a session', { [LEAKED.key]: 'hash' }),
  revocation('revoke everything', { [LEAKED.key]: 'api-key', [LEAKED.session]: 'hash', [LEAKED.dead]: 'session' }),
  rotation('rotate into a file', { type: 'file', path: 'new-key' }, inFile('new-key')),
  rotation('rotate into .env', { type: 'env', path: '.env', name: 'NAVIXY_KEY' }, inFile('.env')),
  rotation('rotate into a program', { type: 'command', words: ['sh', '-c', 'cat > stored'] }, inFile('stored')),
  rotation('rotate onto the screen', { type: 'screen' }, (_world, stdout) => /^([0-9a-f]{32})$/mu.exec(stdout)?.[1]),
  {
    name: 'keys',
    kind: 'keys',
    about: [LEAKED.key],
    run: (world) =>
      ended(world, (common) => runKeys({ ...common, findings: [finding(LEAKED.key, 'api-key')], format: 'json' })),
  },
];
