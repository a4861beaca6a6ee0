// Converts options of the command line to options of the online commands.

import { DEFAULT_BASE_URLS, trustedBaseUrls } from '../../library/platform.ts';
import type { ScanInputs, CommandContext } from '../context.ts';
import { cannotRead, Failure } from '../../library/errors.ts';
import { MOST_LISTED, readNamed } from '../../library/files.ts';
import type { OnlineOptions } from '../commands/platform-session.ts';
import type { ScanReport } from '../../library/scan.ts';
import type { ApiCliOptions } from './platform-options.ts';
import { readsStdin } from './input-options.ts';

const REGIONS = { eu: DEFAULT_BASE_URLS[0], us: DEFAULT_BASE_URLS[1], me: DEFAULT_BASE_URLS[2] } as const;

/**
 * The options of an online command, from the command line and the scan.
 * @throws Failure for an unusable certificate or configuration
 */
export function onlineOptions(
  options: ApiCliOptions & { readonly evidence?: string },
  inputs: Pick<ScanInputs, 'paths' | 'diff' | 'stdinPath'>,
  report: ScanReport,
  around: CommandContext,
): OnlineOptions {
  const { io, env, cwd, colors, signal } = around;
  const regions = (options.region ?? []).flatMap((region) => REGIONS[region] ?? []);
  const baseUrls = [...(options.apiUrl ?? []), ...regions];
  const roots = [...new Set([cwd, ...report.findings.map(({ root }) => root)])];
  return {
    baseUrls,
    trustedBaseUrls: baseUrls.length > 0 ? [] : trustedBaseUrls({ env, roots, trusted: options.trustConfig }),
    // Standard input that was scanned cannot provide answers.
    interactive: io.isInTerminal && io.isErrTerminal && !readsStdin(inputs),
    io,
    columns: {
      ...(io.isOutTerminal && io.outColumns !== undefined ? { out: io.outColumns } : {}),
      ...(io.isErrTerminal && io.errColumns !== undefined ? { err: io.errColumns } : {}),
    },
    env,
    colors,
    ...(signal === undefined ? {} : { signal }),
    ...(options.evidence === undefined ? {} : { evidence: options.evidence }),
    ...(options.caFile === undefined ? {} : { transport: { extraCa: readCertificates(options.caFile) } }),
  };
}

function readCertificates(file: string): string {
  let text: string;
  try {
    text = readNamed(file, MOST_LISTED).toString();
  } catch (error) {
    throw cannotRead(`the certificates in ${file}`, error);
  }
  if (!text.includes('-----BEGIN CERTIFICATE-----'))
    throw new Failure(
      `${file} holds no certificate in PEM form`,
      'Name a file with "-----BEGIN CERTIFICATE-----" in it; of a DER file: openssl x509 -inform der -in FILE ' +
        '-out FILE.pem',
    );
  return text;
}
