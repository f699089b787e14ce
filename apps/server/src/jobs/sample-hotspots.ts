import { sampleHotspots, trimHotspotSamples } from '../hotspot-overview/sample-hotspots.ts';
import type { Job } from './job.ts';

/** How many were online in the hotspots, for the plots of their overview. */
export const sampleHotspotsJob: Job = {
  name: 'sample-hotspots',
  cron: '*/5 * * * *',
  async run({ db }) {
    await sampleHotspots(db);
    const trimmed = await trimHotspotSamples(db);
    return trimmed === 0 ? null : { trimmed };
  },
};
