// Days for people, all by one clock.

/**
 * The day of a commit. Authors have clocks of their own; the platform and the settings count in UTC, so all days do.
 * @param date ISO 8601; untrusted
 * @returns `YYYY-MM-DD` in UTC, or the beginning of a text that is no date
 */
export function utcDay(date: string): string {
  const time = Date.parse(date);
  return Number.isNaN(time) ? date.slice(0, 10) : new Date(time).toISOString().slice(0, 10);
}
