import type { VoucherState } from '@gatehouse/domain/vouchers/voucher-words';
import type { Meaning } from '../../parts/StateMark.tsx';
import { say } from './texts.ts';

export const STATE_LABELS: Readonly<Record<VoucherState, { label: string; meaning: Meaning }>> = {
  open: { label: say('state_open'), meaning: 'quiet' },
  redeemed: { label: say('state_redeemed'), meaning: 'green' },
  revoked: { label: say('state_revoked'), meaning: 'red' },
  expired: { label: say('state_expired'), meaning: 'amber' },
};
