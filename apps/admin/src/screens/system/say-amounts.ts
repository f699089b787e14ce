export type Rates = {
  readonly unit: 'per second' | 'per minute';
  readonly say: (perSecond: number) => string;
};

/** Where little happens, by the minute: `3` says more than `0.05`. */
export function ratesFor(perSecond: readonly (number | null)[]): Rates {
  const most = perSecond.reduce<number>((highest, value) => Math.max(highest, value ?? 0), 0);
  if (most >= 1) return { unit: 'per second', say: sayNumber };
  return { unit: 'per minute', say: (value) => sayNumber(value * 60) };
}

/** `12,408`, `12.4`, `0.05`: three digits where there are so few. */
export function sayNumber(value: number): string {
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return value.toLocaleString('en', { maximumFractionDigits: digits });
}

/** `0.12 ms`, `35 ms`, `1.2 s` */
export function sayMs(ms: number): string {
  return ms >= 1000 ? `${sayNumber(ms / 1000)} s` : `${sayNumber(ms)} ms`;
}

/** For an axis of whole powers of ten. */
export function sayMsShort(ms: number): string {
  return ms < 0.1 ? `${sayNumber(ms * 1000)} µs` : sayMs(ms);
}

/** `0.4 s`, `12 s`, `3 min`, `2 h` */
export function saySeconds(seconds: number): string {
  if (seconds < 10) return `${sayNumber(Math.round(seconds * 10) / 10)} s`;
  if (seconds < 120) return `${Math.round(seconds)} s`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`;
  return `${sayNumber(Math.round(seconds / 360) / 10)} h`;
}
