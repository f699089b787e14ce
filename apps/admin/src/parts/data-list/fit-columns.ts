import type { ListColumn } from './list-types.ts';

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
