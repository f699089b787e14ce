import { settleHomes } from '../customers/home/settle-homes.ts';
import type { Job } from './job.ts';

/** Where customers are at home: for operators who look after a part of the house. */
export const settleHomesJob: Job = {
  name: 'settle-homes',
  cron: '* * * * *',
  async run({ db }) {
    const settled = await settleHomes(db);
    return settled === 0 ? null : { settled };
  },
};
