import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { trimImports } from '../imports/trim-imports.ts';
import { importsUnderWork, workAtImports } from '../imports/work/work-at-imports.ts';
import type { Job } from './job.ts';

const WAIT_MS_MAX = 20_000;
const LOOK_AGAIN_MS = 2000;

/** Goes on with imports whose process has ended, which is known some seconds after it has. */
export const carryOnImportsJob: Job = {
  name: 'carry-on-imports',
  cron: '* * * * *',
  async run({ db, secretBox, log }) {
    const parts = { db, secretBox, log, randomBytes };
    const trimmed = await trimImports(db);
    let imports = await workAtImports(parts);
    for (let waited = 0; waited < WAIT_MS_MAX && (await importsUnderWork(parts)); waited += LOOK_AGAIN_MS) {
      await sleep(LOOK_AGAIN_MS);
      imports += await workAtImports(parts);
    }
    return imports + trimmed === 0 ? null : { imports, trimmed };
  },
};
