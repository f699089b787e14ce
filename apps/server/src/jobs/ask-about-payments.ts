import { askAboutPayments } from '../payments/ask-about-payments.ts';
import type { Job } from './job.ts';

/** Callbacks get lost; what a provider has taken is found by asking. */
export const askAboutPaymentsJob: Job = {
  name: 'ask-about-payments',
  cron: '* * * * *',
  async run(parts) {
    const { asked, paid } = await askAboutPayments(parts);
    return asked === 0 ? null : { asked, paid };
  },
};
