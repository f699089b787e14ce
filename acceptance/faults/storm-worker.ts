import { once } from 'node:events';
import { storm, type StormOptions } from './request-storm.ts';

/** A storm in a process of its own: told what to ask, it tells what came of it. */
const [options] = (await once(process, 'message')) as [StormOptions];
const outcome = await storm(options);
process.send?.(outcome, () => process.disconnect());
