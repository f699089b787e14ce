import { trimDeliveries } from '../webhooks/trim-deliveries.ts';
import type { Job } from './job.ts';

export const trimWebhookDeliveriesJob: Job = {
  name: 'trim-webhook-deliveries',
  cron: '41 * * * *',
  async run({ db }) {
    const trimmed = await trimDeliveries(db);
    return trimmed === 0 ? null : { trimmed };
  },
};
