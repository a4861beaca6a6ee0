// Other secret scanners to compare with: how to find and run them.

import { spawnSync } from 'node:child_process';

/** Another scanner of whole histories, run without validation, network and report. */
export interface Peer {
  readonly name: string;
  readonly program: string;
  readonly arguments: (repository: string) => string[];
  readonly version: string;
}

const PEERS: readonly Omit<Peer, 'program' | 'version'>[] = [
  { name: 'gitleaks', arguments: (repository) => ['git', '--no-banner', '--exit-code', '0', repository] },
  { name: 'betterleaks', arguments: (repository) => ['git', '--no-banner', '--exit-code', '0', repository] },
  {
    name: 'kingfisher',
    arguments: (repository) => [
      'scan',
      repository,
      '--git-history',
      'full',
      '--no-validate',
      '--no-update-check',
      '-q',
    ],
  },
  {
    name: 'trufflehog',
    arguments: (repository) => ['git', `file://${repository}`, '--no-verification', '--no-update', '--json'],
  },
];

/**
 * @param given programs by peer name; the others are searched on PATH
 * @returns the available peers, and the names of the missing ones
 */
export function findPeers(given: ReadonlyMap<string, string>): { here: Peer[]; absent: string[] } {
  const here: Peer[] = [];
  const absent: string[] = [];
  for (const peer of PEERS) {
    const program = given.get(peer.name) ?? peer.name;
    const said = spawnSync(program, ['--version'], { encoding: 'utf8' });
    if (said.error === undefined)
      here.push({ ...peer, program, version: (said.stdout + said.stderr).trim().split('\n')[0] ?? '' });
    else absent.push(peer.name);
  }
  return { here, absent };
}
