// Shows a change of a file as a unified diff.

import type { FileChange } from '../../library/init.ts';
import { clean } from '../../library/text.ts';

/** @returns a unified diff that is safe to print, with a line break at its end */
export async function diffOf({ file, before, after }: Pick<FileChange, 'after' | 'before' | 'file'>): Promise<string> {
  const { createTwoFilesPatch } = await import('diff');
  return (
    createTwoFilesPatch(
      before === undefined ? '/dev/null' : `a/${file}`,
      `b/${file}`,
      before ?? '',
      after,
      undefined,
      undefined,
      { context: 3 },
    )
      // GitHub's runner executes lines that begin like this, also after a space.
      .replace(/^=+\n/, '')
      .split('\n')
      .map((text) => clean(text).replace(/^\s+(?=::)/, '$&.'))
      .join('\n')
  );
}
