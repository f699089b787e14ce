import { language } from '../../languages/current.ts';

const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

type Unit = (typeof UNITS)[number][0];

/**
 * `formatDuration`, in words, in the two largest units that count: `30 days`, `1 day 12 hours`, `0 seconds`.
 * `formatSpan`, where there is little room: `3 d 4 h`, `2 h 5 m`, `2 m 17 s`, `0 s`.
 */
export const { formatDuration, formatSpan } = durationsIn(language);

export function durationsIn(spoken: string) {
  const list = new Intl.ListFormat(spoken, { type: 'unit', style: 'narrow' });
  const writer = (unitDisplay: 'long' | 'narrow') => {
    const unitFormat = (unit: Unit) => new Intl.NumberFormat(spoken, { style: 'unit', unit, unitDisplay });
    const formats = Object.fromEntries(UNITS.map(([unit]) => [unit, unitFormat(unit)]));
    return (seconds: number): string =>
      list.format(
        twoLargest(seconds).map(([count, unit]) =>
          // `2h` is hard to read in a column of figures.
          (formats[unit]?.format(count) ?? '').replace(/(\p{N})(\p{L})/u, '$1 $2'),
        ),
      );
  };
  return { formatDuration: writer('long'), formatSpan: writer('narrow') };
}

/** The largest unit that counts, and the next one where it counts too. */
function twoLargest(seconds: number): readonly (readonly [number, Unit])[] {
  let rest = Math.max(0, Math.floor(seconds));
  const first = UNITS.findIndex(([, size]) => rest >= size);
  const parts = UNITS.slice(first < 0 ? -1 : first)
    .slice(0, 2)
    .map(([unit, size]) => {
      const count = Math.floor(rest / size);
      rest -= count * size;
      return [count, unit] as const;
    });
  return parts.filter(([count], index) => index === 0 || count > 0);
}
