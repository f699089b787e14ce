import { dateLocale } from '../../languages/current.ts';

const day = new Intl.DateTimeFormat(dateLocale, { day: 'numeric', month: 'short', year: 'numeric' });

/** What is good until midnight is good on the day before: `31 Dec 2026`. */
export function lastDayOf(validUntil: string): string {
  return day.format(Date.parse(validUntil) - 1);
}
