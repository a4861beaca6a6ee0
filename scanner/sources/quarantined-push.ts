// What a push brings and git has not accepted yet: its objects wait in a folder that a scan of the history does not
// read.
import { call } from '../text/command-line.ts';
import type { Skipped } from '../model/document.ts';
import type { Source } from '../model/source.ts';
import { belongsTo, hookEnvironment } from '../git/hook-environment.ts';

/** @returns what tells of objects that wait beside one of the folders' repositories; nothing outside of such a hook */
export function quarantineSources(cwd: string, env: NodeJS.ProcessEnv, folders: readonly string[]): Source[] {
  const place = hookEnvironment(cwd, env);
  const waiting = place?.variables['GIT_OBJECT_DIRECTORY'];
  if (place === undefined || waiting === undefined || !folders.some((folder) => belongsTo(place, folder))) return [];
  return [new WaitingSource(waiting)];
}

class WaitingSource implements Source {
  readonly name: string;

  constructor(folder: string) {
    this.name = folder;
  }

  async *documents(): AsyncGenerator<Skipped> {
    const reason = 'objects of a push that is not accepted yet wait here, and a scan of the history does not read them';
    const remedy = `Look at the commits of the push: ${call('scan --range OLD..NEW')}`;
    yield { skipped: { path: this.name, reason, remedy } };
  }
}
