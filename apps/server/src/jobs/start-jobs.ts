import { setTimeout as sleep } from 'node:timers/promises';
import { PgBoss } from 'pg-boss';
import type { Connection } from '../db/open-database.ts';
import { JOBS } from './index.ts';
import type { Job, JobParts } from './job.ts';

export type JobsParts = JobParts & { readonly connection: Connection };

export type RunningJobs = { stop(): Promise<void> };

const STOP_MS_MAX = 5000;
const RETRY_MS = 5000;
const JOB_SECONDS_MAX = 300;

/**
 * Runs the jobs by their clocks: each at one web process at a time, however many there are. All of them run
 * once at the start too, so that what fell due while the house was down is done.
 */
export async function startJobs(parts: JobsParts, jobs: readonly Job[] = JOBS): Promise<RunningJobs> {
  const { connection, log } = parts;
  const boss = new PgBoss({
    connectionString: connection.connectionString,
    application_name: 'gatehouse jobs',
    max: 3,
  });
  boss.on('error', (error) => log.warn({ err: error }, 'the job queue has a fault'));
  try {
    await boss.start();
    for (const job of jobs) await install(boss, job, parts);
  } catch (error) {
    await boss.stop({ graceful: false }).catch(() => undefined);
    throw error;
  }
  return { stop: () => boss.stop({ graceful: true, timeout: STOP_MS_MAX }) };
}

/** The same, at once or as soon as the database is there: the web process is needed most when it is not. */
export function startJobsPatiently(parts: JobsParts): RunningJobs {
  const stopping = new AbortController();
  let running: RunningJobs | null = null;
  const trying = (async () => {
    for (;;) {
      try {
        running = await startJobs(parts);
        return;
      } catch (error) {
        if (stopping.signal.aborted) return;
        parts.log.warn({ err: error }, 'the jobs cannot start; they are tried again');
        await sleep(RETRY_MS, undefined, { signal: stopping.signal }).catch(() => {});
      }
    }
  })();
  return {
    async stop() {
      stopping.abort();
      await Promise.race([trying, sleep(STOP_MS_MAX, undefined, { ref: false })]);
      await running?.stop();
    },
  };
}

/** `exclusive`: a second one waits for no turn, it is not queued at all. */
async function install(boss: PgBoss, job: Job, parts: JobsParts): Promise<void> {
  const options = { retryLimit: 0, expireInSeconds: JOB_SECONDS_MAX, deleteAfterSeconds: 3600 };
  await boss.createQueue(job.name, { policy: 'exclusive', ...options });
  await boss.work(job.name, () => runJob(job, parts));
  await boss.schedule(job.name, job.cron, null, { tz: 'UTC' });
  await boss.send(job.name);
}

/** A job that fails is tried again by its clock; the others go on. */
async function runJob(job: Job, parts: JobsParts): Promise<void> {
  const { log } = parts;
  try {
    const done = await job.run(parts);
    if (done !== null) log.info({ job: job.name, ...done }, 'job done');
  } catch (error) {
    log.error({ err: error, job: job.name }, 'a job failed');
  }
}
