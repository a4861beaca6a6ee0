import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mayBeArchive } from '../../../scanner/prefilter/recognise-archive.ts';
import type { ScanContext } from '../../../scanner/model/source.ts';
import { hasPlatformMention } from '../../../scanner/prefilter/platform-mention.ts';
import { hasDetection, mostLikely } from '../../../src/index.ts';
import type { DocumentCounter } from '../../../scanner/scan/document-counter.ts';
import { scanMarks } from '../../../scanner/prefilter/hash-traces.ts';
import { scanContext } from '../../support/scan-context.ts';
import type { JsonReport } from '../../../scanner/report/json-report-types.ts';
import { filterInParallel } from '../../../scanner/sources/parallel-filter.ts';
import { HARMLESS_FORMS } from '../../support/forms/harmless.ts';
import { LEAK_FORMS } from '../../support/forms/leaks.ts';
import { hex } from '../../support/hex.ts';
import { BuiltProgram } from '../../support/program.ts';
import { TempFolder } from '../../support/repo.ts';
import { cli, json, leak } from '../run.ts';

/** @returns the files that the filter keeps, and its counts */
async function filtered(files: readonly string[]) {
  const context: ScanContext & { readonly counter: DocumentCounter } = {
    ...scanContext({ minimumConfidence: 'medium' }),
    onDocument: () => expect.unreachable('nothing is read here'),
  };
  const kept: string[] = [];
  for await (const { full } of filterInParallel(
    files.map((full) => ({ full })),
    context,
    new AbortController().signal,
    { jobs: 1, total: undefined },
  ))
    kept.push(full);
  const { documents, bytes } = context.counter;
  return { documents, bytes, named: context.platform.isFound, kept };
}

describe('the parallel filter', () => {
  it('keeps suspicious files, large files and unreadable paths, and counts the rest', async () => {
    using folder = new TempFolder();
    const quiet = folder.write('quiet.txt', 'nothing\n');
    const checksums = folder.write('checksums.txt', `${hex('sum')}  file.tgz\n`);
    const about = folder.write('about.md', 'We use Navixy.\n');
    const found = folder.write('leak.ts', leak(hex('leak')));
    const large = folder.write('large.bin', Buffer.alloc(5 * 1024 * 1024));
    const missing = folder.path('missing');
    const { kept, ...count } = await filtered([quiet, checksums, about, found, large, missing, folder.root]);
    expect(kept.toSorted()).toEqual([found, large, missing, folder.root].toSorted());
    expect(count).toEqual({ documents: 3, bytes: 8 + 43 + 15, named: true });
  });

  it('keeps exactly the files in which the judge could find something at any path', async () => {
    using folder = new TempFolder();
    const forms = [...LEAK_FORMS, ...HARMLESS_FORMS].map(([, text]) =>
      Buffer.from(text.replaceAll('@H', hex('x')).replaceAll('@D', hex('y'))),
    );
    const wide = (text: string) => Buffer.from([...text].join('\0'));
    const contents = [
      ...forms,
      ...forms.map((form) => Buffer.concat([Buffer.from([0, 1, 0]), form])),
      wide(leak(hex('wide'))),
      Buffer.from('no API-V2, no nvx'),
      Buffer.alloc(0),
    ];
    const files = contents.map((bytes, at) => folder.write(`${at}.txt`, bytes));
    const { kept, documents } = await filtered(files);
    const suspect = (bytes: Buffer) =>
      hasDetection(bytes, mostLikely({ minimumConfidence: 'medium' })) || mayBeArchive(bytes, 0, bytes.length);
    expect(kept.toSorted()).toEqual(files.filter((_, at) => suspect(contents[at]!)).toSorted());
    expect(documents).toBe(files.length - kept.length);
  });

  it('counts each of thousands of files once', async () => {
    using folder = new TempFolder();
    for (let file = 0; file < 1600; file += 1)
      folder.write(`d${file % 7}/f${file}.txt`, file % 400 === 9 ? leak(hex(String(file))) : `${file}\n`);
    const { report, exitCode } = await json(['scan'], { cwd: folder.root });
    expect(report.summary).toMatchObject({ documents: 1600, findings: 4, errors: 0 });
    expect(exitCode).toBe(1);
  });

  it('finds the same with several threads, which also judge files with traces', async () => {
    using folder = new TempFolder();
    const program = await BuiltProgram.build('sift-test');
    try {
      for (let file = 0; file < 4000; file += 1)
        folder.write(
          `d${file % 7}/f${file}.txt`,
          file % 500 === 9 ? leak(hex(String(file))) : `${hex(`sum ${file}`)}  ${file}.tgz\n`,
        );
      const reports = ['1', '3'].map((jobs) => {
        try {
          return execFileSync(process.execPath, [program.file, 'scan', '--format', 'json', '--jobs', jobs], {
            cwd: folder.root,
            encoding: 'utf8',
            env: { PATH: process.env['PATH'], HOME: folder.root, XDG_CACHE_HOME: '/dev/null' },
          });
        } catch (error) {
          expect((error as { status: number }).status).toBe(1);
          return (error as { stdout: string }).stdout;
        }
      });
      const [alone, together] = reports.map((text) => JSON.parse(text) as JsonReport) as [JsonReport, JsonReport];
      expect(alone.summary).toMatchObject({ documents: 4000, findings: 8, errors: 0 });
      expect(together.summary).toMatchObject({ documents: 4000, findings: 8, errors: 0, bytes: alone.summary.bytes });
      expect(together.findings).toEqual(alone.findings);
    } finally {
      program.remove();
    }
  }, 60_000);

  it('counts a file that mentions the platform even if it has no finding itself', async () => {
    using folder = new TempFolder();
    folder.write('a.js', `const hash = '${hex('bare')}';\n`);
    const alone = await cli(['scan'], { cwd: folder.root });
    folder.write('README.md', 'A client of https://api.navixy.com/v2/\n');
    const besides = await cli(['scan', '--min-confidence', 'low', '--format', 'json'], { cwd: folder.root });
    expect(alone.exitCode).toBe(0);
    expect(besides.stdout).toContain('platform-in-repository');
  });
});

it('detects the platform in every file that names it for other files', () => {
  const piece = fc.constantFrom('navixy', 'NaViXy', '/api-v2/', 'tracker', 'api-v2', 'NVX', 'nav', 'ixy', ' ', 'x');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const bytes = Buffer.from(pieces.join(''));
      const { platform } = scanMarks(bytes, 0, bytes.length, true);
      if (hasPlatformMention(bytes, 0, bytes.length)) expect(platform).not.toBe(0);
      const text = bytes.toString();
      if (['navixy', 'Navixy', 'NAVIXY', 'api-v2', 'NVX'].some((name) => text.includes(name)))
        expect(platform).not.toBe(0);
    }),
  );
});
