// Options shared by commands that talk to the platform.

import { InvalidArgumentError, Option, type Command } from 'commander';

const REGIONS = ['eu', 'us', 'me'] as const;

/** Options about hosts that may receive secrets. */
export interface ApiCliOptions {
  readonly apiUrl?: readonly string[];
  readonly region?: readonly (typeof REGIONS)[number][];
  readonly trustConfig?: string;
  readonly caFile?: string;
}

/** Adds the options about hosts and requests. */
export function withApi(command: Command): Command {
  return command
    .optionsGroup('The platform:')
    .option('--api-url <url>', 'ask this API instead of the official ones; may be repeated', gatherUrl)
    .addOption(
      new Option('--region <region...>', 'ask only these regions of the platform')
        .choices(REGIONS)
        .conflicts(['apiUrl', 'trustConfig']),
    )
    .addOption(
      new Option(
        '--trust-config <file>',
        'a configuration that names your own installations, wherever it lies',
      ).conflicts('apiUrl'),
    )
    .option('--ca-file <file>', 'PEM file of certificates to trust besides the well-known ones')
    .optionsGroup('Options:');
}

/** Adds the option for the record of a run. */
export function withEvidence(command: Command): Command {
  return command
    .optionsGroup('The platform:')
    .option('--evidence <file>', 'append a record of every call to this file (JSON lines, no secret in it)')
    .optionsGroup('Options:');
}

function gatherUrl(url: string, previous: readonly string[] = []): string[] {
  if (!URL.canParse(url))
    throw new InvalidArgumentError('It is not a URL; an example: https://gps.brand.example/api-v2');
  if (!/^https?:/i.test(url))
    throw new InvalidArgumentError(
      'It begins with neither https:// nor http://; an example: https://gps.brand.example/api-v2',
    );
  return [...previous, url];
}
