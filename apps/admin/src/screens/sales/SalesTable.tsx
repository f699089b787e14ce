import { useId } from 'react';
import { formatMoney } from '../../parts/format/money.ts';
import { formatNumber } from '../../parts/format/number.ts';
import hotspot from '../hotspot/Hotspot.module.css';
import type { SalesPart } from './sales-types.ts';

type Props = {
  readonly title: string;
  readonly parts: readonly SalesPart[];
  readonly currency: string;
  /** For what belongs to none. */
  readonly nameless?: string;
};

/** What came in for each, the most first, with its share as a thin bar. */
export function SalesTable({ title, parts, currency, nameless = '' }: Props) {
  const heading = useId();
  const most = Math.max(1, ...parts.map(({ totalMinor }) => totalMinor));
  return (
    <section className={hotspot['section']} aria-labelledby={heading}>
      <h2 id={heading}>{title}</h2>
      <table className={hotspot['table']}>
        <thead>
          <tr>
            <th scope="col">{title === 'Zones' ? 'Zone' : 'Package'}</th>
            <th scope="col">Payments</th>
            <th scope="col">Vouchers</th>
            <th scope="col">Sold for</th>
          </tr>
        </thead>
        <tbody>
          {parts.map(({ id, name, payments, vouchers, totalMinor }) => (
            <tr key={id ?? 'none'}>
              <th scope="row">
                <span className={hotspot['name']}>{name ?? nameless}</span>
                <span className={hotspot['share']} aria-hidden>
                  <span style={{ inlineSize: `${Math.max(0, (100 * totalMinor) / most)}%` }} />
                </span>
              </th>
              <td>{formatNumber(payments)}</td>
              <td>{formatNumber(vouchers)}</td>
              <td>{formatMoney(totalMinor, currency)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
