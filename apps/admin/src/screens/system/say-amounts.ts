import { language } from '../../languages/current.ts';
import { say } from './texts.ts';

export type Rates = {
  readonly unit: 'second' | 'minute';
  readonly say: (perSecond: number) => string;
};

/** Where little happens, by the minute: `3` says more than `0.05`. */
export function ratesFor(perSecond: readonly (number | null)[]): Rates {
  const most = perSecond.reduce<number>((highest, value) => Math.max(highest, value ?? 0), 0);
  if (most >= 1) return { unit: 'second', say: sayNumber };
  return { unit: 'minute', say: (value) => sayNumber(value * 60) };
}

/** `12,408`, `12.4`, `0.05`: three digits where there are so few. */
export function sayNumber(value: number): string {
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return value.toLocaleString(language, { maximumFractionDigits: digits });
}

/** `0.12 ms`, `35 ms`, `1.2 s` */
export function sayMs(ms: number): string {
  if (ms >= 1000) return say('inSeconds', { number: sayNumber(ms / 1000) });
  return say('inMilliseconds', { number: sayNumber(ms) });
}

/** For an axis of whole powers of ten. */
export function sayMsShort(ms: number): string {
  return ms < 0.1 ? say('inMicroseconds', { number: sayNumber(ms * 1000) }) : sayMs(ms);
}

/** `0.4 s`, `12 s`, `3 min`, `2 h` */
export function saySeconds(seconds: number): string {
  if (seconds < 10) return say('inSeconds', { number: sayNumber(Math.round(seconds * 10) / 10) });
  if (seconds < 120) return say('inSeconds', { number: Math.round(seconds) });
  if (seconds < 7200) return say('inMinutes', { number: Math.round(seconds / 60) });
  return say('inHours', { number: sayNumber(Math.round(seconds / 360) / 10) });
}

/** `12 %` */
export function sayPercent(value: number): string {
  return say('inPercent', { number: Math.round(value) });
}
