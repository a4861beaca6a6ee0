import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ProgressLine } from '../../../../scanner/cli/terminal/progress.ts';

const WIPE = '\r\u001b[2K';
let now = 0;
beforeEach(() => {
  now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
});
afterEach(() => vi.restoreAllMocks());

function line(columns = 200) {
  const written: string[] = [];
  return {
    written,
    progress: new ProgressLine(
      { stderr: (text) => void written.push(text), overwrite: (text) => void written.push(`${WIPE}${text}`) },
      () => columns,
    ),
  };
}

describe('the progress line', () => {
  it('is silent for a second, then shows objects, bytes, rate, remaining time and findings', () => {
    const { written, progress } = line();
    progress.show({ doing: 'reading objects', done: 0, total: 4000 });
    now = 900;
    progress.show({ doing: 'reading objects', done: 300, total: 4000, bytes: 5_000_000 });
    expect(written).toEqual([]);
    now = 4000;
    progress.show({ doing: 'reading objects', done: 1000, total: 4000, bytes: 80_000_000, found: 2 });
    expect(written).toEqual([
      `${WIPE}reading objects 1,000 of 4,000 (25 %), 80.0 MB, 20.0 MB/s, about 12 s left, 2 places found so far …`,
    ]);
  });

  it('is updated at a readable rate, and erased at the end', () => {
    const { written, progress } = line();
    for (now = 2000; now < 3000; now += 10) progress.show({ doing: 'reading files', done: now });
    expect(written.length).toBeLessThanOrEqual(11);
    progress.end();
    progress.end();
    expect(written.at(-1)).toBe(WIPE);
    expect(written.filter((text) => text === WIPE)).toHaveLength(1);
  });

  it('fits the terminal width, because a wrapped line cannot be overwritten', () => {
    const { written, progress } = line(20);
    now = 5000;
    progress.show({ doing: 'finding out who introduced what was found', done: 0 });
    expect(written[0]!.slice(WIPE.length)).toHaveLength(19);
  });

  it('keeps other lines above it', () => {
    const { written, progress } = line();
    progress.above('found one');
    now = 2000;
    progress.show({ doing: 'reading files', done: 7 });
    progress.above('found another');
    expect(written).toEqual(['found one\n', `${WIPE}reading files 7 …`, `${WIPE}found another\nreading files 7 …`]);
  });
});
