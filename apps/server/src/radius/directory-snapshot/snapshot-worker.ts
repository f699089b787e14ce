import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { type Connection, openDatabase } from '../../db/open-database.ts';
import { type SnapshotTask, writeSnapshot } from './write-snapshot.ts';

/** A thread beside the one that answers logins: what it does there costs no login its turn. */
const { connection, task } = workerData as { connection: Connection; task: SnapshotTask };

// Linux: of this thread alone. Whoever wants the processor goes before it.
setPriority(0, 19);
const database = openDatabase(connection, {
  poolSize: 1,
  applicationName: 'gatehouse snapshot',
  trustedNow: () => task.madeAt,
});
try {
  parentPort?.postMessage(await writeSnapshot(database.pool, task));
} finally {
  await database.close();
}
