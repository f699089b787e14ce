import { askAboutPaymentsJob } from './ask-about-payments.ts';
import { beginQueuedPackagesJob } from './begin-queued-packages.ts';
import { carryOnBulkActionsJob } from './carry-on-bulk-actions.ts';
import { carryOnImportsJob } from './carry-on-imports.ts';
import { closeStaleSessionsJob } from './close-stale-sessions.ts';
import { disconnectEndedPackagesJob } from './disconnect-ended-packages.ts';
import { disconnectSuspendedJob } from './disconnect-suspended.ts';
import { endSwapWindowsJob } from './end-swap-windows.ts';
import { expirePaymentsJob } from './expire-payments.ts';
import { findReviewFindingsJob, noteClonesJob } from './find-review-findings.ts';
import type { Job } from './job.ts';
import { pruneAccessLogJob } from './prune-access-log.ts';
import { sampleHotspotsJob } from './sample-hotspots.ts';
import { settleHomesJob } from './settle-homes.ts';
import { tellBegunPackagesJob } from './tell-begun-packages.ts';
import { trimListedSessionsJob } from './trim-listed-sessions.ts';
import { trimLogsJob } from './trim-logs.ts';
import { trimUnrecognisedDevicesJob } from './trim-unrecognised-devices.ts';
import { trimWaitingDevicesJob } from './trim-waiting-devices.ts';
import { trimWebhookDeliveriesJob } from './trim-webhook-deliveries.ts';

/** All that is done by the clock. To add one: a file beside these, and a line here. */
export const JOBS: readonly Job[] = [
  askAboutPaymentsJob,
  beginQueuedPackagesJob,
  carryOnBulkActionsJob,
  carryOnImportsJob,
  closeStaleSessionsJob,
  disconnectEndedPackagesJob,
  disconnectSuspendedJob,
  endSwapWindowsJob,
  expirePaymentsJob,
  noteClonesJob,
  findReviewFindingsJob,
  pruneAccessLogJob,
  sampleHotspotsJob,
  settleHomesJob,
  tellBegunPackagesJob,
  trimListedSessionsJob,
  trimLogsJob,
  trimUnrecognisedDevicesJob,
  trimWaitingDevicesJob,
  trimWebhookDeliveriesJob,
];
