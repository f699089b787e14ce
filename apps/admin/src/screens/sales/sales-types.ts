import type { Sales } from '@gatehouse/server/sales/sales.schemas';

export type { Sales };
export type SalesInCurrency = Sales['currencies'][number];

/** What a package brought, or a zone. */
export type SalesPart = SalesInCurrency['zones'][number];
