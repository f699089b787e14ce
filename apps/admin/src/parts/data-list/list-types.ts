import type { ReactNode } from 'react';
import type { Params } from '../../api/call-api.ts';

export type ListColumn<Row> = {
  readonly id: string;
  readonly title: string;
  readonly cell: (row: Row) => ReactNode;
  /** Pixels that it needs at least. */
  readonly width: number;
  /** Its share of what is left over; none by default. */
  readonly grows?: number;
  /** The server's name to sort by. */
  readonly sort?: string;
  readonly align?: 'end';
  /** Its text may take a second and a third line rather than be cut. */
  readonly wraps?: boolean;
  /** The id of the column that it joins, as a second line, where it has no room of its own. */
  readonly under?: string;
  /** 1 stays to the last; the highest number leaves first when space is short. Default 1. */
  readonly rank?: number;
  /** Only where somebody chose it. */
  readonly extra?: boolean;
  /** Where it stands in the stacked row of a phone; left out by default. */
  readonly phone?: 'title' | 'side' | 'line';
};

export type ListFilter = {
  /** Name in the URL and in the API's query. */
  readonly name: string;
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
};

export type ListQuery = {
  readonly search: string;
  readonly sort: string;
  readonly filters: Readonly<Record<string, string>>;
};

/** What is selected, for who does something with it. */
export type Chosen = {
  /** How many; `Infinity`: more than anyone counts. */
  readonly count: number;
  /** All that match this search and these filters, but for some; `null`: only the rows that are loaded. */
  readonly matching: { readonly query: Params; readonly except: readonly string[] } | null;
  /** In which order the list shows them, and with which columns. */
  readonly sort: string;
  readonly columns: readonly string[];
};
