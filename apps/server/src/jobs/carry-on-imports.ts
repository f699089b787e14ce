import { randomBytes } from 'node:crypto';
import { trimImports } from '../imports/trim-imports.ts';
import { workAtImports } from '../imports/work/work-at-imports.ts';
import type { Job } from './job.ts';

/** What was done long ago is forgotten. What is left of others' work is looked for oftener by `start-carrying-on.ts`. */
export const carryOnImportsJob: Job = {
  name: 'carry-on-imports',
  cron: '* * * * *',
  async run({ db, secretBox, log }) {
    const trimmed = await trimImports(db);
    const imports = await workAtImports({ db, secretBox, log, randomBytes });
    return imports + trimmed === 0 ? null : { imports, trimmed };
  },
};
