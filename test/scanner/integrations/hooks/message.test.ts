import { describe, expect, it } from 'vitest';
import { hex } from '../../../support/hex.ts';
import { HookedRepo } from './support.ts';

const MARK = `# ${'-'.repeat(24)} >8 ${'-'.repeat(24)}`;
const leaked = (label: string) => `Authorization: NVX ${hex(label)}`;

describe('the part of a message that git keeps is scanned, and the part that git removes is not', () => {
  /** Commits with an editor that runs the script. @returns the result and the committed message */
  const commit = (script: string, ...args: string[]) => {
    using repo = new HookedRepo();
    repo.write('file', 'one\n');
    repo.commit('start');
    repo.hook(
      'commit-msg',
      `#!/bin/sh\nexec "${repo.path('node_modules/.bin/navixy-secrets')}" hook commit-msg "$1"\n`,
    );
    repo.write('file', `${leaked('in the diff')}\n`);
    repo.git('add', 'file');
    repo.write('editor', `#!/bin/sh\n${script}\n`);
    const { status, output } = repo.try(['commit', '-q', ...args], {
      env: { GIT_EDITOR: `sh "${repo.path('editor')}"` },
    });
    return { status, output, message: status === 0 ? repo.git('log', '-1', '--format=%B') : undefined };
  };

  it.each([
    ['its own scissors line', [], `printf 'x\\n${MARK}\\n${leaked('cut')}\\n' > "$1"`],
    ['a comment with --cleanup=verbatim', ['--cleanup=verbatim'], `sed -i '1i x\\n# ${leaked('kept')}' "$1"`],
    ['a comment with --cleanup=whitespace', ['--cleanup=whitespace'], `sed -i '1i x\\n# ${leaked('kept')}' "$1"`],
    ['a comment with --cleanup=scissors', ['--cleanup=scissors'], `sed -i '1i x\\n# ${leaked('kept')}' "$1"`],
    ['a comment in a replaced template', ['--cleanup=verbatim'], `printf 'x\\n# ${leaked('kept')}\\n' > "$1"`],
  ])('%s is stopped', (_, args, script) => {
    const { status, output } = commit(script, ...args);
    expect(status, output).toBe(1);
    expect(output).toContain('commit message:');
  });

  it.each([
    ['the diff of --verbose', ['--verbose']],
    ['the diff of --verbose and --cleanup=scissors', ['--verbose', '--cleanup=scissors']],
  ])('%s passes', (_, args) => {
    const { status, output, message } = commit(`sed -i '1i x' "$1"`, ...args);
    expect(status, output).toBe(0);
    expect(message).not.toContain(hex('in the diff'));
  });

  it('a comment that git removes passes', () => {
    const { status, output, message } = commit(`sed -i '1i x\\n# ${leaked('gone')}' "$1"`);
    expect(status, output).toBe(0);
    expect(message).toBe('x\n');
  });
});
