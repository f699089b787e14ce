// The thread of open-in-thread.ts: gets columns of sealed passwords, answers with the passwords.
import { parentPort, workerData } from 'node:worker_threads';
import { asOctets, readWholeArray } from '../../db/read-binary-arrays.ts';
import { openWithAny } from '../../secrets.ts';
import type { OpenerAnswer, OpenerStart } from './open-in-thread.ts';

const { keys } = workerData as OpenerStart;

parentPort?.on('message', (column: Uint8Array) => {
  parentPort?.postMessage(answer(Buffer.from(column.buffer, column.byteOffset, column.byteLength)));
});

function answer(column: Buffer): OpenerAnswer {
  try {
    return { passwords: readWholeArray(column, asOctets).map((cipher) => openWithAny(keys, cipher)) };
  } catch (error) {
    return { refused: (error as Error).message };
  }
}
