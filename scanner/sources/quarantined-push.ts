// Reports objects of a push that git has not accepted yet: a history scan does not read their quarantine folder.
import { call } from '../text/command-line.ts';
import type { Skipped } from '../model/document.ts';
import type { Source } from '../model/source.ts';
import { belongsTo, hookEnvironment } from '../git/hook-environment.ts';

/** @returns a source that reports quarantined objects of the folders' repositories; empty outside a receive hook */
export function quarantineSources(cwd: string, env: NodeJS.ProcessEnv, folders: readonly string[]): Source[] {
  const place = hookEnvironment(cwd, env);
  const waiting = place?.variables['GIT_OBJECT_DIRECTORY'];
  if (place === undefined || waiting === undefined || !folders.some((folder) => belongsTo(place, folder))) return [];
  return [new QuarantineSource(waiting)];
}

class QuarantineSource implements Source {
  readonly name: string;

  constructor(folder: string) {
    this.name = folder;
  }

  async *documents(): AsyncGenerator<Skipped> {
    const reason = 'objects of a push that is not accepted yet wait here, and a scan of the history does not read them';
    const remedy = `Scan the commits of the push: ${call('scan --range OLD..NEW')}`;
    yield { skipped: { path: this.name, reason, remedy } };
  }
}
