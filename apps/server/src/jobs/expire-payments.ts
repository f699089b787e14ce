import { expirePayments } from '../payments/expire-payments.ts';
import type { Job } from './job.ts';

export const expirePaymentsJob: Job = {
  name: 'expire-payments',
  cron: '* * * * *',
  async run({ db }) {
    const expired = await expirePayments(db);
    return expired === 0 ? null : { expired };
  },
};
