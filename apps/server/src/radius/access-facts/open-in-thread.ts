import type { KeyObject } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import type { OpenPasswords } from './read-customers.ts';

/** What the thread is told, and what it answers, in the order of the questions. */
export type OpenerStart = { readonly key: KeyObject };
export type OpenerAnswer = { readonly passwords: string[] } | { readonly refused: string };

export type PasswordOpener = { readonly open: OpenPasswords; stop(): Promise<void> };

/**
 * Opens passwords by the million beside the thread that loads them. The first page is opened by `here`: most
 * providers have no second, and need no thread.
 */
export function openInThread(key: KeyObject, here: OpenPasswords): PasswordOpener {
  let pages = 0;
  let worker: Worker | null = null;
  const waiting: PromiseWithResolvers<string[]>[] = [];

  function start(): Worker {
    const started = new Worker(new URL('./opener-thread.ts', import.meta.url), {
      workerData: { key } satisfies OpenerStart,
    });
    started.on('message', (answer: OpenerAnswer) => {
      if ('passwords' in answer) waiting.shift()?.resolve(answer.passwords);
      else waiting.shift()?.reject(new Error(answer.refused));
    });
    const fail = (error: Error): void => {
      for (const { reject } of waiting.splice(0)) reject(error);
    };
    started.on('error', fail);
    started.on('exit', () => fail(new Error('The thread that opens passwords has ended.')));
    return started;
  }

  return {
    open(column) {
      pages += 1;
      if (pages === 1 || column === null) return here(column);
      worker ??= start();
      const answer = Promise.withResolvers<string[]>();
      waiting.push(answer);
      worker.postMessage(column);
      return answer.promise;
    },
    async stop() {
      await worker?.terminate();
    },
  };
}
