import { dateLocale, language } from '../../languages/current.ts';
import { say } from '../texts.ts';

const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'short' });
const exact = new Intl.DateTimeFormat(dateLocale, { dateStyle: 'medium', timeStyle: 'medium' });
const day = new Intl.DateTimeFormat(dateLocale, { day: 'numeric', month: 'short' });
const dayAndYear = new Intl.DateTimeFormat(dateLocale, { day: 'numeric', month: 'short', year: 'numeric' });
const hourAndMinute = new Intl.DateTimeFormat(dateLocale, { hour: '2-digit', minute: '2-digit' });
const clock = new Intl.DateTimeFormat(dateLocale, { hour: '2-digit', minute: '2-digit', second: '2-digit' });

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
  if (Math.abs(distance) < 10_000) return say('justNow');
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

/** Within a sentence: `today 14:03`, `yesterday 22:10`, `tomorrow 08:00`, `3 Dec 22:10`. */
export function formatSeen(at: number, now: number): string {
  const time = hourAndMinute.format(at);
  const away = daysBetween(now, at);
  const named = Math.abs(away) <= 1 ? relative.format(away, 'day') : formatDay(at, now);
  return `${named} ${time}`;
}

/** After "since" or "at": `14:03` today, `yesterday 22:10`, `3 Dec 22:10`. */
export function formatMoment(at: number, now: number): string {
  return daysBetween(now, at) === 0 ? hourAndMinute.format(at) : formatSeen(at, now);
}

/** Midnights from one time to another; negative: back to it. */
function daysBetween(from: number, to: number): number {
  return Math.round((new Date(to).setHours(0, 0, 0, 0) - new Date(from).setHours(0, 0, 0, 0)) / 86_400_000);
}

/** `14:03:22` today, `21 Nov 14:03:22` before. */
export function formatClock(at: number, now: number): string {
  const today = new Date(at).toDateString() === new Date(now).toDateString();
  return today ? clock.format(at) : `${day.format(at)} ${clock.format(at)}`;
}

/** Along an axis: `14:15`, on an axis of several days `21 Nov`. */
export function formatTick(at: number, spanMs: number): string {
  return (spanMs > 2 * 86_400_000 ? day : hourAndMinute).format(at);
}
