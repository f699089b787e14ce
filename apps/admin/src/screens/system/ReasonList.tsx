import { Link } from '@tanstack/react-router';
import { useId } from 'react';
import { formatNumber } from '../../parts/format/number.ts';
import { Sparkline } from '../../parts/plot/Sparkline.tsx';
import type { ReasonLine } from './plots.ts';
import classes from './System.module.css';

type Props = {
  readonly title: string;
  /** Said where nothing came up. */
  readonly none: string;
  readonly lines: readonly ReasonLine[];
  readonly label: (reason: string) => string;
  /** Where the list of them is. */
  readonly searchFor?: (reason: string) => Readonly<Record<string, string>>;
};

/** Reasons with how often each came up, and when. */
export function ReasonList({ title, none, lines, label, searchFor }: Props) {
  const heading = useId();
  return (
    <section className={classes['reasons']} aria-labelledby={heading}>
      <h2 id={heading}>{title}</h2>
      {lines.length === 0 ? (
        <p className={classes['none']}>{none}</p>
      ) : (
        <ul>
          {lines.map(({ reason, count, series }) => (
            <li key={reason}>
              {searchFor ? (
                <Link to="/access-log" search={searchFor(reason)}>
                  {label(reason)}
                </Link>
              ) : (
                <span>{label(reason)}</span>
              )}
              <Sparkline series={series} />
              <b>{formatNumber(count)}</b>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
