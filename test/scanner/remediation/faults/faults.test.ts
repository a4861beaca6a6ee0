import { expect, test } from 'vitest';
import { COMMANDS, type CommandUnderTest } from './commands.ts';
import { isBelieved, MISBEHAVIOURS, type Misbehaviour } from './faults.ts';
import { judge } from './judge.ts';
import { World } from './world.ts';

/*
 * A server with a fault at every call of every command. Each scenario is one command, one of its calls and one
 * fault. Then the output of the command is compared with the state of the server. There are about thirty
 * thousand scenarios, which take 15 minutes: FAULTS=all runs them, FAULTS='verify: code 3' those with that in their
 * names. Without FAULTS every fault occurs at some call of a third of the commands.
 */

/** One call of a command: its path, and the number of earlier calls with the same path. */
interface CallOfCommand {
  readonly path: string;
  readonly skip: number;
}

interface Scenario {
  readonly name: string;
  readonly command: CommandUnderTest;
  readonly call: CallOfCommand;
  readonly misbehaviour: Misbehaviour;
}

/** The calls of a command without faults. */
async function callsOf(command: CommandUnderTest): Promise<readonly CallOfCommand[]> {
  await using world = await World.create();
  const end = await command.run(world);
  expect(judge(command, end, world), `${command.name} without a fault: ${end.stdout}${end.stderr}`).toEqual([]);
  const seen = new Map<string, number>();
  return world.server.requests.map(({ path }) => {
    const skip = seen.get(path) ?? 0;
    seen.set(path, skip + 1);
    return { path, skip };
  });
}

function scenariosOf(command: CommandUnderTest, calls: readonly CallOfCommand[]): readonly Scenario[] {
  const scenario = (call: CallOfCommand, misbehaviour: Misbehaviour): Scenario => ({
    command,
    call,
    misbehaviour,
    name: `${command.name}: ${misbehaviour.name}, at ${call.path} #${call.skip + 1}`,
  });
  const wanted = process.env['FAULTS'];
  if (wanted === undefined) {
    const turn = COMMANDS.indexOf(command);
    // 7 is coprime to the number of calls of most commands, so every call has its turn.
    return MISBEHAVIOURS.flatMap((misbehaviour, index) =>
      (index + turn) % 3 === 0 ? [scenario(calls[(index * 7 + turn) % calls.length]!, misbehaviour)] : [],
    );
  }
  return calls
    .flatMap((call) => MISBEHAVIOURS.map((misbehaviour) => scenario(call, misbehaviour)))
    .filter(({ name }) => wanted === 'all' || name.includes(wanted));
}

/** @returns the errors in the output of the command */
async function play({ command, call: { path, skip }, misbehaviour }: Scenario): Promise<readonly string[]> {
  await using world = await World.create();
  world.server.fault({ path, skip, ...(misbehaviour.goesOn ? {} : { times: 1 }), ...misbehaviour.fault(world) });
  const end = await command.run(world);
  const wrong = judge(command, end, world);
  if (command.finish === undefined || end.exitCode === 0) return wrong;
  world.server.clearFaults();
  const finished = await command.finish(world, end);
  const isDone = finished.exitCode === 0 && !command.about.some((value) => world.server.state.isAlive(value));
  return isDone ? wrong : [...wrong, `it cannot be finished: ${finished.stdout}${finished.stderr}`];
}

test.each(COMMANDS.map((command) => [command.name, command] as const))(
  '%s: reports the true state for any fault of the server',
  async (_name, command) => {
    const scenarios = scenariosOf(command, await callsOf(command)).filter(
      ({ misbehaviour, call }) => !isBelieved(misbehaviour, command.kind, call.path),
    );
    const failures: string[] = [];
    for (const scenario of scenarios) {
      const wrong = await play(scenario).catch((error: unknown) => [`it threw ${String(error)}`]);
      failures.push(...wrong.map((what) => `${scenario.name}: ${what}`));
    }
    expect(failures).toEqual([]);
    if (process.env['FAULTS'] === undefined) expect(scenarios.length).toBeGreaterThan(30);
  },
  3_600_000,
);
