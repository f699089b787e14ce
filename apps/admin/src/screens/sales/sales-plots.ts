import { minorDigits } from '@gatehouse/domain/money';
import { formatAmountOf, formatMoney } from '../../parts/format/money.ts';
import { formatDay } from '../../parts/format/time.ts';
import type { Plotted, PlotSpan, Series } from '../../parts/plot/plot-types.ts';
import type { SalesInCurrency, SalesPart } from './sales-types.ts';
import { say } from './texts.ts';

const DAY_MS = 86_400_000;

/** The days of the sales; the last one is not over yet. */
export function salesSpan({ days }: SalesInCurrency): PlotSpan {
  const times = days.map(({ at }) => Date.parse(at));
  const from = times[0] ?? 0;
  return { from, to: (times.at(-1) ?? 0) + DAY_MS, times, pointMs: DAY_MS, sayTime: formatDay };
}

/** How many lines can be told apart; the rest is one line together. */
const NAMED_MAX = 3;
/** Cash that was taken at no hotspot. */
export const NO_ZONE = say('noHotspot');

const TONES = ['accent', 'green', 'amber', 'quiet'] as const;

/** What was sold over time: in all, by whom it came in, for what, and where. */
export function salesPlots(sales: SalesInCurrency): readonly Plotted[] {
  const { days, currency, packages, zones } = sales;
  const money = (title: string, series: readonly Series[], bars: boolean): Plotted => ({
    title,
    series,
    scale: 'linear',
    topMin: 10 ** (minorDigits(currency) + 1),
    ...(bars && { bars: true as const }),
    sums: true,
    say: (minor) => formatMoney(minor, currency),
    sayShort: (minor) => shortAmount(minor, currency),
  });
  const plots = [
    money(
      say('paymentsPerDay'),
      [
        series(
          say('payments'),
          'accent',
          days.map(({ paidMinor, refundedMinor }) => paidMinor - refundedMinor),
        ),
      ],
      true,
    ),
    money(
      say('vouchersPerDay'),
      [
        series(
          say('vouchers'),
          'green',
          days.map(({ vouchersMinor }) => vouchersMinor),
        ),
      ],
      true,
    ),
    money(say('byPackage'), lines(packages), false),
  ];
  return zones.length > 1 ? [...plots, money(say('byZone'), lines(zones, NO_ZONE), false)] : plots;
}

/** The largest by their names, and all others together. */
function lines(parts: readonly SalesPart[], nameless = ''): readonly Series[] {
  const named = parts.slice(0, parts.length === TONES.length ? TONES.length : NAMED_MAX);
  const others = parts.slice(named.length).map(({ days }) => days);
  const all = named.map(({ name, days }, index) => series(name ?? nameless, TONES[index] ?? 'quiet', days));
  if (others.length === 0) return all;
  const sums = (others[0] ?? []).map((_, day) => others.reduce((sum, days) => sum + (days[day] ?? 0), 0));
  return [...all, series(say('others', { count: others.length }), 'quiet', sums)];
}

function series(name: string, tone: Series['tone'], values: readonly number[]): Series {
  return { name, tone, values };
}

/** Beside the axis: `1,200`, `15 k`, without the currency. */
export function shortAmount(minor: number, currency: string): string {
  const whole = Number(formatAmountOf(Math.trunc(minor), currency).replaceAll(',', ''));
  return compact.format(whole);
}

const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
