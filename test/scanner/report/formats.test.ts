import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FORMAT_NAMES, FORMATS, formatOfFile, type FormatName } from '../../../scanner/report/format-registry.ts';
import manifest from '../../../package.json' with { type: 'json' };
import { hex } from '../../support/hex.ts';
import { startNavixyServer } from '../../support/navixy-server/index.ts';
import { TempFolder, TempRepo } from '../../support/repo.ts';
import { holdToLineSchema, holdToReportSchema, holdToSarifSchema } from '../../support/schema.ts';
import { cli, leak } from '../run.ts';

/** Formats with all details. Code quality is only a list of issues. */
const DETAILED = FORMAT_NAMES.filter((name) => name !== 'gitlab-codequality');

async function run(format: FormatName, argv: readonly string[], options: { cwd: string; stdin?: string }) {
  return cli(['scan', ...argv, '--format', format], options);
}

/** Every encoding in which a report could repeat a value. */
function spellings(value: string): string[] {
  const bytes = Buffer.from(value);
  return [
    value,
    value.toUpperCase(),
    bytes.toString('base64').slice(0, 42),
    Buffer.from(`x${value}`).toString('base64').slice(4, 44),
    bytes.toString('hex'),
    [...value].map((char) => `%${char.charCodeAt(0).toString(16)}`).join(''),
    [...value].map((char) => `&#${char.charCodeAt(0)};`).join(''),
  ];
}

describe('the format registry', () => {
  it('loads every format by name', async () => {
    for (const { load } of Object.values(FORMATS)) expect(typeof (await load()).render).toBe('function');
  });

  it.each([
    ['a.sarif', 'sarif'],
    ['a.SARIF.json', 'sarif'],
    ['a.json', 'json'],
    ['dir/gl-secret-detection-report.json', 'gitlab'],
    ['gl-code-quality-report.json', 'gitlab-codequality'],
    ['TEST-x.xml', 'junit'],
    ['summary.md', 'markdown'],
    ['report.html', 'html'],
    ['json', undefined],
    ['a.sarif.bak', undefined],
  ])('maps the file name %s to the format %s', (file, format) => {
    expect(formatOfFile(file)).toBe(format);
  });
});

describe.each(FORMAT_NAMES)('%s', (format) => {
  it('never contains a value, wherever the value is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(10_000), fc.boolean(), fc.constantFrom('', 'x', 'f', '0a'), async (seed, upper, glue) => {
        using repo = new TempRepo();
        const [plain, other] = [hex(String(seed)), hex(`other ${seed}`)];
        const value = upper ? plain.toUpperCase() : plain;
        const base64 = Buffer.from(`user:${value}`).toString('base64');
        repo.write(
          `src/${glue}${value}${glue}/${[...value].map((char) => `%${char.charCodeAt(0).toString(16)}`).join('')}.ts`,
          `${leak(value)}navixy('${other}', '${base64}', '${glue}${value}')\n`,
        );
        repo.write('b.ts', `NAVIXY_API_KEY=${value}; NAVIXY_HASH=${other}\n`);
        repo.commit(`Use ${glue}${value} and ${base64}`, { author: `Ann ${value}`, email: `${value}@fleet.example` });
        for (const argv of [['.'], ['--history']]) {
          const { stdout, stderr, exitCode } = await run(format, argv, { cwd: repo.root });
          expect(exitCode).toBe(1);
          const said = (stdout + stderr).toLowerCase();
          for (const spelling of [...spellings(value), ...spellings(other)])
            expect(said).not.toContain(spelling.toLowerCase());
          expect(stdout + stderr).not.toContain(base64);
        }
      }),
      { numRuns: 4 },
    );
  });

  it('says that it is incomplete', async () => {
    using folder = new TempFolder();
    const { stdout, exitCode } = await run(format, ['nope'], { cwd: folder.root });
    expect(exitCode).toBe(2);
    expect(stdout).toMatch(/incomplete|not scanned|"complete": ?false/i);
    expect(stdout).toContain('no such file or folder');
  });

  it('escapes untrusted text', async () => {
    using repo = new TempRepo();
    const evil =
      '</script><img src=x onerror=alert(1)>]]>"\' | `x` [a](http://evil.example) @all #1 ##vso[task.setvariable]x %0A::error::';
    repo.write(`::warning::a${evil.replaceAll('/', '_')}.ts`, `${evil} ${leak(hex('hostile'))}`);
    repo.commit(`${evil}\n\u001b[31m`, { author: evil.replaceAll(/[<>]/g, ''), email: 'a@b' });
    for (const argv of [['.'], ['--history']]) {
      const { stdout, exitCode } = await run(format, argv, { cwd: repo.root });
      expect(exitCode).toBe(1);
      expect(stdout).not.toContain('\u001b');
      expect(
        stdout
          .split('\n')
          .filter((line) => /^\s*::/.test(line) && !/^::(?:error|warning|notice) (?:file|title)=/.test(line)),
      ).toEqual([]);
      if (['markdown', 'junit', 'html'].includes(format)) expect(stdout).not.toContain('<img');
      if (format === 'text') expect(stdout).not.toContain('##vso[');
    }
  });
});

describe.each(DETAILED)('%s', (format) => {
  it('contains the number of documents, the version, and what is suppressed and why', async () => {
    using folder = new TempFolder();
    folder.write(
      '.navixy-secrets.json',
      JSON.stringify({ allow: [{ path: 'docs/**', reason: 'an example of the manual' }] }),
    );
    folder.write('docs/a.md', leak(hex('allowed')));
    const { stdout, exitCode } = await run(format, ['docs'], { cwd: folder.root });
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/(?:scanned 1 document|"documents": ?1\b)/);
    expect(stdout).toContain('an example of the manual');
    if (format !== 'text' && format !== 'github') expect(stdout).toContain(manifest.version);
  });

  it('contains the status of each secret with --verify', async () => {
    using folder = new TempFolder();
    const [alive, dead] = [hex('alive'), hex('dead')];
    folder.write('a.ts', leak(alive) + leak(dead));
    const server = await startNavixyServer({ users: [{ login: 'o@fleet.example', password: 'x', sessions: [alive] }] });
    try {
      const { stdout } = await cli(['scan', 'a.ts', '--verify', '--api-url', server.baseUrl, '--format', format], {
        cwd: folder.root,
      });
      expect(stdout).toContain('alive');
      expect(stdout).toContain('dead');
      expect(stdout).not.toContain(alive);
    } finally {
      await server.close();
    }
  });
});

describe('--show-secrets', () => {
  it.each(FORMAT_NAMES)('shows values in the format %s only if the format allows it', async (format) => {
    const value = hex('shown');
    const { stdout, stderr } = await cli(['scan', '-', '--format', format, '--show-secrets'], {
      cwd: '/',
      stdin: leak(value),
    });
    expect(stdout.includes(value)).toBe(FORMATS[format].showsSecrets);
    expect(stderr.includes(`Still masked, for it is made to be uploaded: ${format}.`)).toBe(
      !FORMATS[format].showsSecrets,
    );
  });
});

describe('the published schema', () => {
  it('matches every line of jsonl', async () => {
    using repo = new TempRepo();
    repo.write('a.ts', leak(hex('a')));
    repo.write('b.ts', `// navixy-secrets-ignore: an example\n${leak(hex('b'))}`);
    repo.write('c.ts', `// navixy-secrets-ignore:\n${leak(hex('c'))}`);
    repo.commit('start');
    const types: unknown[] = [];
    for (const argv of [['.'], ['--history'], ['nope'], ['.', '--show-secrets']]) {
      const { stdout } = await run('jsonl', argv, { cwd: repo.root });
      for (const line of stdout.trimEnd().split('\n')) {
        const value = JSON.parse(line) as { type: string };
        holdToLineSchema(value);
        types.push(value.type);
      }
      expect(types.at(-1)).toBe('summary');
    }
    expect([...new Set(types)].sort()).toEqual([
      'finding',
      'not-looked-at',
      'sighting',
      'summary',
      'suppressed',
      'warning',
    ]);
  });

  it('rejects unknown fields', () => {
    expect(() => holdToReportSchema({ version: 1, extra: true })).toThrow('extra');
    expect(() => holdToLineSchema({ type: 'other' })).toThrow('schemas/report-1.json#/$defs/line');
  });
});

interface SarifLog {
  readonly runs: readonly [
    {
      readonly results: readonly {
        readonly level: string;
        readonly partialFingerprints: Record<string, string>;
        readonly suppressions?: unknown;
        readonly locations: readonly [
          {
            readonly physicalLocation: {
              readonly artifactLocation: { readonly uri: string };
              readonly region: { readonly startLine: number };
            };
          },
        ];
      }[];
      readonly invocations: readonly [{ readonly executionSuccessful: boolean }];
      readonly automationDetails: { readonly id: string };
    },
  ];
}

async function sarif(argv: readonly string[], cwd: string): Promise<SarifLog['runs'][0]> {
  const { stdout } = await run('sarif', argv, { cwd });
  const log = JSON.parse(stdout) as SarifLog;
  holdToSarifSchema(log);
  return log.runs[0];
}

describe('sarif', () => {
  it('writes relative, percent-encoded URIs, also for commits', async () => {
    using repo = new TempRepo();
    repo.write('src/ä b#1?.ts', leak(hex('a')));
    const commit = repo.commit(`NAVIXY_HASH=${hex('message')}`);
    const { results, automationDetails } = await sarif(['--history'], repo.root);
    expect(
      results.map(({ locations: [{ physicalLocation }] }) => physicalLocation.artifactLocation.uri).sort(),
    ).toEqual([`commit%3A${commit}`, 'src/%C3%A4%20b%231%3F.ts']);
    expect(automationDetails.id).toBe('navixy-secrets/history/');
  });

  it('writes paths relative to the checkout from any working directory', async () => {
    using repo = new TempRepo();
    repo.write('packages/a/b.ts', leak(hex('a')));
    const { results } = await sarif(['.'], repo.path('packages/a'));
    expect(results[0]!.locations[0].physicalLocation.artifactLocation.uri).toBe('packages/a/b.ts');
  });

  it('keeps fingerprints when lines move, and distinguishes two places in a file', async () => {
    using folder = new TempFolder();
    const print = async (content: string) => {
      folder.write('a.ts', content);
      return (await sarif(['a.ts'], folder.root)).results.map(
        ({ partialFingerprints }) => partialFingerprints['primaryLocationLineHash'],
      );
    };
    const one = leak(hex('a'));
    const [first] = await print(one);
    expect(await print(`\n\n// moved\n${one}`)).toEqual([first]);
    const both = await print(one + one);
    expect(both[0]).toBe(first);
    expect(new Set(both).size).toBe(2);
  });

  it('is not successful if something was not scanned, and lists suppressions', async () => {
    using folder = new TempFolder();
    folder.write('a.ts', `// navixy-secrets-ignore: an example\n${leak(hex('b'))}`);
    const { results, invocations } = await sarif(['a.ts', 'nope'], folder.root);
    expect(invocations[0]).toMatchObject({
      executionSuccessful: false,
      toolExecutionNotifications: [{ level: 'error' }, { level: 'note' }],
    });
    expect(results).toMatchObject([{ suppressions: [{ kind: 'inSource', justification: 'an example' }] }]);
  });
});

describe('github', () => {
  it('escapes text for the runner', async () => {
    using folder = new TempFolder();
    folder.write('a,b:c%d.ts', leak(hex('a')));
    const { stdout } = await run('github', ['.'], { cwd: folder.root });
    const [notice, error] = stdout.trimEnd().split('\n');
    expect(error).toMatch(
      /^::error file=a%2Cb%3Ac%25d\.ts,line=1,endLine=1,col=29,endColumn=61,title=Leaked Navixy API key or session hash::a,b:c%25d\.ts:1:29: [0-9a-f]{4}…[0-9a-f]{4} \(high confidence\)%0AWhy: is called "NAVIXY_HASH"/,
    );
    expect(notice).toMatch(
      /^::notice title=navixy-secrets::1 secret in 1 place; scanned 1 document, 63 B, in [\d.]+ m?s\.$/,
    );
  });
});

describe('gitlab', () => {
  it('has the fields required by the GitLab schema', async () => {
    using repo = new TempRepo();
    repo.write('a.ts', leak(hex('a')));
    const sha = repo.commit('start');
    for (const [argv, expected] of [
      [['.'], '0000000'],
      [['--history'], sha],
    ] as const) {
      const { stdout } = await run('gitlab', argv, { cwd: repo.root });
      const report = JSON.parse(stdout) as { version: string; vulnerabilities: unknown[] };
      const program = {
        id: 'navixy-secrets',
        name: 'navixy-secrets',
        version: manifest.version,
        vendor: { name: expect.any(String) as string },
      };
      const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/) as string;
      expect(report).toMatchObject({
        version: '15.2.1',
        scan: {
          type: 'secret_detection',
          status: 'success',
          analyzer: program,
          scanner: program,
          start_time: time,
          end_time: time,
        },
      });
      expect(report.vulnerabilities).toMatchObject([
        {
          id: expect.stringMatching(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/) as string,
          severity: 'High',
          identifiers: [{ type: 'navixy_secrets_rule_id', name: expect.any(String) as string, value: 'navixy-hash' }],
          location: { file: 'a.ts', start_line: 1, end_line: 1, commit: { sha: expected } },
        },
      ]);
    }
  });

  it('reports failure if something was not scanned', async () => {
    const { stdout } = await run('gitlab', ['nope'], { cwd: '/' });
    expect(JSON.parse(stdout)).toMatchObject({
      scan: { status: 'failure', messages: [{ level: 'info' }, { level: 'fatal' }] },
      vulnerabilities: [],
    });
  });

  it('has the fields of GitLab Code Quality', async () => {
    const { stdout } = await run('gitlab-codequality', ['-'], { cwd: '/', stdin: leak(hex('a')) });
    expect(JSON.parse(stdout)).toEqual([
      {
        description: expect.stringContaining('Leaked Navixy') as string,
        check_name: 'navixy-hash',
        fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
        severity: 'critical',
        location: { path: 'stdin', lines: { begin: 1, end: 1 } },
      },
    ]);
  });
});

describe('markdown', () => {
  it('stays below the size limit of a comment, and says what it left out', async () => {
    using folder = new TempFolder();
    for (let at = 0; at < 400; at += 1) folder.write(`f${at}.ts`, leak(hex(`many ${at}`)));
    const { stdout } = await run('markdown', ['.'], { cwd: folder.root });
    expect(stdout.length).toBeLessThanOrEqual(60_000);
    expect(stdout).toMatch(/…and \d+ more secrets; the whole report has them\./);
    expect(stdout).toContain('What to do next');
  });
});
