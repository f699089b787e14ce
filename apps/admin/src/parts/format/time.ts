const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'short' });
const exact = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const dayAndYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** `just now`, `5 min. ago`, `yesterday`; a date beyond a month. Works for the future too. */
export function formatRelative(at: number, now: number): string {
  const distance = at - now;
  if (Math.abs(distance) > 30 * 86_400_000) return formatDay(at, now);
  for (const [unit, size] of UNITS) {
    if (Math.abs(distance) >= size) return relative.format(Math.trunc(distance / size), unit);
  }
  if (Math.abs(distance) < 10_000) return 'just now';
  return relative.format(Math.trunc(distance / 1000), 'second');
}

export function formatExact(at: number): string {
  return exact.format(at);
}

/** `3 Dec`, with the year when it is not this one. */
export function formatDay(at: number, now: number): string {
  const thisYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return (thisYear ? day : dayAndYear).format(at);
}

/** `14:03:22` today, `21 Nov 14:03:22` before. */
export function formatClock(at: number, now: number): string {
  const today = new Date(at).toDateString() === new Date(now).toDateString();
  return today ? clock.format(at) : `${day.format(at)} ${clock.format(at)}`;
}

const hourAndMinute = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

/** Along an axis: `14:15`, on an axis of several days `21 Nov`. */
export function formatTick(at: number, spanMs: number): string {
  return (spanMs > 2 * 86_400_000 ? day : hourAndMinute).format(at);
}
