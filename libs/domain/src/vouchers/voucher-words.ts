/** What a voucher is good for, first match first: redeemed stays redeemed whatever happens to its batch later. */
export const voucherStates = ['open', 'redeemed', 'revoked', 'expired'] as const;
export type VoucherState = (typeof voucherStates)[number];

/** Why nothing is given for a code. */
export const voucherRefusals = [
  'unknown',
  'used',
  'revoked',
  'expired',
  'other-zone',
  'other-kind',
  'already-without-end',
  'suspended',
] as const;
export type VoucherRefusal = (typeof voucherRefusals)[number];

/** So many sheets of 24 are a day's work for a printer; more batches can be made. */
export const VOUCHERS_OF_BATCH_MAX = 5000;
