export type SalesDay = {
  /** Where it begins. */
  readonly at: string;
  readonly paidMinor: number;
  readonly refundedMinor: number;
  readonly vouchersMinor: number;
  readonly payments: number;
  readonly vouchers: number;
};

export type SalesPart = {
  readonly id: string | null;
  readonly name: string | null;
  readonly payments: number;
  readonly vouchers: number;
  readonly totalMinor: number;
  /** One for each of `days`. */
  readonly days: readonly number[];
};

export type SalesInCurrency = {
  readonly currency: string;
  readonly days: readonly SalesDay[];
  readonly packages: readonly SalesPart[];
  readonly zones: readonly SalesPart[];
};

export type Sales = {
  readonly from: string;
  readonly to: string;
  readonly currencies: readonly SalesInCurrency[];
};
