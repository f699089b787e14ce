import type { VoucherState } from '@gatehouse/domain/vouchers/voucher-words';
import type { Meaning } from '../../parts/StateMark.tsx';

export const STATE_LABELS: Readonly<Record<VoucherState, { label: string; meaning: Meaning }>> = {
  open: { label: 'Not redeemed', meaning: 'quiet' },
  redeemed: { label: 'Redeemed', meaning: 'green' },
  revoked: { label: 'Revoked', meaning: 'red' },
  expired: { label: 'Too late', meaning: 'amber' },
};
