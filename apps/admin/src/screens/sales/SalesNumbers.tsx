import { formatMoney } from '../../parts/format/money.ts';
import { formatNumber } from '../../parts/format/number.ts';
import { NumberTile, NumberTiles } from '../../parts/NumberTiles.tsx';
import type { SalesInCurrency } from './sales-types.ts';
import { say } from './texts.ts';

type Props = { readonly sales: SalesInCurrency; readonly zoneId: string | undefined };

/** How much it was, today and in all these days. */
export function SalesNumbers({ sales, zoneId }: Props) {
  const { days, currency } = sales;
  const today = days.at(-1);
  const inMoney = (minor: number) => formatMoney(minor, currency);
  const where = zoneId === undefined ? {} : { zoneId };
  const since = (at: string | undefined) => ({ ...where, ...(at !== undefined && { from: at }) });
  return (
    <NumberTiles>
      <NumberTile
        to="/payments"
        search={since(today?.at)}
        label={say('soldToday')}
        value={today?.totalMinor ?? 0}
        say={inMoney}
      />
      <NumberTile
        to="/payments"
        search={since(days[0]?.at)}
        label={say('soldIn', { count: days.length })}
        value={sales.totalMinor}
        say={inMoney}
      />
      <NumberTile
        to="/payments"
        search={{ ...since(days[0]?.at), state: 'paid' }}
        label={say('payments')}
        value={sales.payments}
        say={formatNumber}
      />
      <NumberTile
        to="/payments"
        search={{ ...where, state: 'refunded' }}
        label={say('refunded')}
        value={sales.refundedMinor}
        say={inMoney}
      />
    </NumberTiles>
  );
}
