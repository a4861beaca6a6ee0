// Tests when sightings are printed during a scan.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { DelayedSightings, TELL_AFTER_MS } from '../../../../scanner/cli/terminal/delayed-sightings.ts';
import { scan } from '../../../../scanner/scan/scan.ts';
import type { ScanEvent } from '../../../../scanner/model/scan-report.ts';
import { hex } from '../../../support/hex.ts';
import { TempFolder } from '../../../support/repo.ts';
import { leak } from '../../run.ts';

let events: ScanEvent[];
beforeEach(async () => {
  using folder = new TempFolder();
  folder.write('a.ts', leak(hex('first')));
  folder.write('b.ts', leak(hex('second')));
  events = [];
  await scan({ cwd: folder.root }, (event) => void events.push(event));
  events = events.filter(({ type }) => type === 'finding');
  vi.useFakeTimers();
});
afterEach(() => void vi.useRealTimers());

function recorder(): { readonly lines: string[]; readonly sightings: DelayedSightings } {
  const lines: string[] = [];
  return { lines, sightings: new DelayedSightings('/', (line) => void lines.push(line)) };
}

it('prints nothing if the report follows at once', () => {
  const { lines, sightings } = recorder();
  sightings.event(events[0]!);
  sightings.end();
  vi.advanceTimersByTime(2 * TELL_AFTER_MS);
  expect(lines).toEqual([]);
});

it('prints delayed sightings if the scan takes longer, and later ones at once', () => {
  const { lines, sightings } = recorder();
  sightings.event(events[0]!);
  vi.advanceTimersByTime(TELL_AFTER_MS - 1);
  expect(lines).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(lines).toEqual([expect.stringMatching(/^found .*a\.ts:1:29$/)]);
  sightings.event(events[1]!);
  expect(lines).toHaveLength(2);
});

it('prints delayed sightings if no report follows', () => {
  const { lines, sightings } = recorder();
  sightings.event(events[0]!);
  sightings.fail();
  expect(lines).toHaveLength(1);
});
