// Days for people.
import { expect, it } from 'vitest';
import { utcDay } from '../../../scanner/text/day.ts';

it.each([
  ['2023-11-15T01:30:00+03:00', '2023-11-14'],
  ['2023-11-14T23:30:00-05:00', '2023-11-15'],
  ['2023-11-15T12:00:00Z', '2023-11-15'],
  ['yesterday, or so', 'yesterday,'],
  ['', ''],
])('%s is %s in UTC', (date, day) => {
  expect(utcDay(date)).toBe(day);
});
