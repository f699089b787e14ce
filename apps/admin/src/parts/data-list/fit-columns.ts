import type { ListColumn } from './list-types.ts';

export type FittedColumn<Row> = {
  readonly column: ListColumn<Row>;
  readonly width: number;
  /** What stands below it in the same cell, for want of room. */
  readonly below: readonly ListColumn<Row>[];
};

/** The columns that fit, each with its width: what is left over goes to those that grow. */
export function shareWidth<Row>(columns: readonly ListColumn<Row>[], widthMax: number): FittedColumn<Row>[] {
  const kept = fitColumns(columns, widthMax);
  const shares = kept.reduce((total, { grows = 0 }) => total + grows, 0);
  const left = Math.max(0, widthMax - sum(kept));
  return kept.map((column) => ({
    column,
    below: columns.filter((each) => each.under === column.id && !kept.includes(each)),
    width: column.width + (shares === 0 ? 0 : Math.floor((left * (column.grows ?? 0)) / shares)),
  }));
}

/** The columns that fit into this width, in their order: the highest ranks leave first. */
export function fitColumns<Row>(columns: readonly ListColumn<Row>[], widthMax: number): ListColumn<Row>[] {
  const kept = [...columns];
  while (kept.length > 1 && sum(kept) > widthMax) {
    const rankMax = Math.max(...kept.map(rank));
    if (rankMax === 1) break;
    const last = kept.findLastIndex((column) => rank(column) === rankMax);
    kept.splice(last, 1);
  }
  return kept;
}

function rank({ rank = 1 }: { readonly rank?: number }): number {
  return rank;
}

function sum(columns: readonly { readonly width: number }[]): number {
  return columns.reduce((total, { width }) => total + width, 0);
}
