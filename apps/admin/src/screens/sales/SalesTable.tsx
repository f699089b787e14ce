import { formatMoney } from '../../parts/format/money.ts';
import { formatNumber } from '../../parts/format/number.ts';
import { OverviewTable, RowName } from '../../parts/overview/OverviewTable.tsx';
import type { SalesPart } from './sales-types.ts';
import { say } from './texts.ts';

type Props = {
  readonly title: string;
  /** What a row is: "Zone". */
  readonly of: string;
  readonly parts: readonly SalesPart[];
  readonly currency: string;
  /** For what belongs to none. */
  readonly nameless?: string;
};

/** What came in for each, the most first, with its share as a thin bar. */
export function SalesTable({ title, of, parts, currency, nameless = '' }: Props) {
  const most = Math.max(1, ...parts.map(({ totalMinor }) => totalMinor));
  return (
    <OverviewTable title={title} columns={[of, say('payments'), say('vouchers'), say('soldFor')]}>
      {parts.map(({ id, name, payments, vouchers, totalMinor }) => (
        <tr key={id ?? 'none'}>
          <RowName name={name ?? nameless} share={totalMinor / most} />
          <td>{formatNumber(payments)}</td>
          <td>{formatNumber(vouchers)}</td>
          <td>{formatMoney(totalMinor, currency)}</td>
        </tr>
      ))}
    </OverviewTable>
  );
}
