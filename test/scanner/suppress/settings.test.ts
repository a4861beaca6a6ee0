import { describe, expect, it } from 'vitest';
import { Secret } from '../../../src/index.ts';
import { scan } from '../../../scanner/index.ts';
import { hex } from '../../support/hex.ts';
import { TempFolder } from '../../support/repo.ts';
import { cli, json, leak } from '../run.ts';

const value = hex('an entry that expires');

describe('an allow entry', () => {
  it.each([
    ['2026-12-30T12:00:00Z', 0],
    ['2026-12-31T23:59:59Z', 0],
    ['2027-01-01T00:00:00Z', 1],
  ])('that expires on 2026-12-31 leaves at %s this number of findings: %i', async (now, findings) => {
    using folder = new TempFolder();
    folder.write('a.ts', leak(value));
    for (const what of [{ path: '*.ts' }, { sha256: new Secret(value).sha256 }]) {
      const report = await scan({
        cwd: folder.root,
        settings: { allow: [{ ...what, reason: 'until the move', expires: '2026-12-31' }] },
        now: new Date(now),
      });
      expect(report.findings).toHaveLength(findings);
      expect(report.warnings.map(({ type }) => type)).toEqual(findings === 0 ? [] : ['ignore-expired']);
    }
  });

  it('that expired is reported, even without findings', async () => {
    using folder = new TempFolder();
    folder.write(
      '.navixy-secrets.json',
      JSON.stringify({ allow: [{ path: 'old/', reason: 'until the move', expires: '2020-02-29' }] }),
    );
    const { stdout, exitCode } = await cli(['scan'], { cwd: folder.root });
    expect(stdout).toContain(
      "the settings' ignore of old/ (until the move) expired on 2020-02-29 and hides nothing any more",
    );
    expect(exitCode).toBe(0);
  });

  it('is listed with its reason and expiry date', async () => {
    using folder = new TempFolder();
    folder.write('a.ts', leak(value));
    folder.write(
      '.navixy-secrets.json',
      JSON.stringify({ allow: [{ path: '*.ts', reason: 'made up', expires: '2999-12-31' }] }),
    );
    expect((await cli(['scan'], { cwd: folder.root })).stdout).toContain(
      'Suppressed\n  1 place by the settings, *.ts: made up (until 2999-12-31)\n',
    );
    const { report } = await json(['scan'], { cwd: folder.root });
    expect(report.suppressed[0]!.by).toEqual({
      type: 'settings',
      path: '*.ts',
      reason: 'made up',
      expires: '2999-12-31',
    });
  });
});
