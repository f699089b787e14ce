import { endSwapWindows } from '../devices/swap/swap-windows.ts';
import type { Job } from './job.ts';

/** No login needs it, for a window is over by the clock; this puts on the record that nobody used it. */
export const endSwapWindowsJob: Job = {
  name: 'end-swap-windows',
  cron: '* * * * *',
  async run({ db }) {
    const ended = await endSwapWindows(db);
    return ended === 0 ? null : { ended };
  },
};
