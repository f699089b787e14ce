import { loadNodeId } from '../node-id.ts';
import { startRadius } from '../radius/start-radius.ts';
import { runAsChild } from '../supervisor/run-as-child.ts';

/** The radius process: logins, accounting, disconnects. */
await runAsChild({
  name: 'radius',
  poolSize: 8,
  start: async (parts, onWaiting) =>
    startRadius({ ...parts, onWaiting, node: await loadNodeId(parts.config.dataFolder) }),
});
