/** As the API tells them. */
export type {
  MadeVouchers,
  Voucher,
  VoucherBatch,
  VoucherSheet,
} from '@gatehouse/server/vouchers/vouchers.schemas';
