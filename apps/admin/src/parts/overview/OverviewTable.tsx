import { type ReactNode, useId } from 'react';
import classes from './Overview.module.css';

type Props = {
  readonly title: string;
  /** Leads to the whole list. */
  readonly link?: ReactNode;
  readonly columns: readonly string[];
  /** Instead of the table, where there is nothing. */
  readonly none?: ReactNode;
  /** Its rows: a heading (`RowName`) and a cell for each further column. */
  readonly children: ReactNode;
};

/** A small table of an overview: a name, and numbers. */
export function OverviewTable({ title, link, columns, none, children }: Props) {
  const heading = useId();
  return (
    <section className={classes['section']} aria-labelledby={heading}>
      <h2 id={heading}>
        {title} {link}
      </h2>
      {none ? (
        <OverviewNote>{none}</OverviewNote>
      ) : (
        <table className={classes['table']}>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>{children}</tbody>
        </table>
      )}
    </section>
  );
}

type RowNameProps = {
  readonly name: ReactNode;
  readonly tag?: string | false;
  /** From 0 to 1: how much of the largest, as a thin bar. */
  readonly share?: number;
};

export function RowName({ name, tag, share }: RowNameProps) {
  return (
    <th scope="row">
      <span className={classes['name']}>{name}</span>
      {tag && <span className={classes['tag']}>{tag}</span>}
      {share !== undefined && (
        <span className={classes['share']} aria-hidden>
          <span style={{ inlineSize: `${100 * Math.max(0, share)}%` }} />
        </span>
      )}
    </th>
  );
}

export function OverviewNote({ children }: { readonly children: ReactNode }) {
  return <p className={classes['none']}>{children}</p>;
}
