import type { Sales } from '@gatehouse/server/sales/sales.schemas';

export type { Sales };
export type SalesInCurrency = Sales['currencies'][number];

/** A package, or a zone. */
export type SalesPart = Omit<SalesInCurrency['zones'][number], 'days'> & {
  /** One for each of the days. */
  readonly days?: readonly number[];
};
