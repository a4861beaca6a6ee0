import { TempFolder } from '../../support/repo.ts';
import { json, places, type JsonRun } from '../run.ts';

/** Scans files in a new directory. */
export async function scanFiles(
  files: Readonly<Record<string, string | Uint8Array>>,
  ...args: string[]
): Promise<JsonRun> {
  using folder = new TempFolder();
  for (const [name, content] of Object.entries(files)) folder.write(name, content);
  return await json(['scan', '.', ...args], { cwd: folder.root });
}

/** @returns the places of findings, and the reasons why files were not scanned */
export function seen({ report, exitCode }: JsonRun): { places: string[]; reasons: string[]; exitCode: number } {
  return {
    places: places(report),
    reasons: report.notLookedAt.map(
      ({ path, reason }) => `${path.slice(path.lastIndexOf('/navixy-scan-') + 20)}: ${reason}`,
    ),
    exitCode,
  };
}
