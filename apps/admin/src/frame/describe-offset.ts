import { language } from '../languages/current.ts';
import { say } from './texts.ts';

const UNITS = [
  ['year', 365.25 * 86_400],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const;

/** `3 hours ahead`, `10 years behind`, in the largest unit there are at least two of. */
export function describeOffset(seconds: number): string {
  const size = Math.abs(seconds);
  const [unit, length] = UNITS.find(([, one]) => size >= 2 * one) ??
    UNITS[UNITS.length - 1] ?? ['minute', 60];
  const count = Math.round(size / length);
  const written = new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' });
  return say(seconds < 0 ? 'behind' : 'ahead', { time: written.format(count) });
}
