import type { KeyObject } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import type { OpenPasswords } from './read-customers.ts';

/** What the thread is told, and what it answers, in the order of the questions. */
export type OpenerStart = { readonly keys: readonly KeyObject[] };
export type OpenerAnswer = { readonly passwords: string[] } | { readonly refused: string };

export type PasswordOpener = { readonly open: OpenPasswords; stop(): Promise<void> };

/**
 * Opens passwords by the million beside the thread that loads them. The first page is opened by `here`: most
 * providers have no second, and need no thread. So is a page that the thread cannot open: there may be a newer key.
 */
export function openInThread(keys: readonly KeyObject[], here: OpenPasswords): PasswordOpener {
  let pages = 0;
  let worker: Worker | null = null;
  const waiting: (PromiseWithResolvers<string[]> & { readonly column: Buffer })[] = [];

  function start(): Worker {
    const started = new Worker(new URL('./opener-thread.ts', import.meta.url), {
      workerData: { keys } satisfies OpenerStart,
    });
    started.on('message', (answer: OpenerAnswer) => {
      const asked = waiting.shift();
      if ('passwords' in answer) asked?.resolve(answer.passwords);
      else if (asked !== undefined)
        new Promise<string[]>((done) => done(here(asked.column))).then(asked.resolve, asked.reject);
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
      waiting.push({ ...answer, column });
      worker.postMessage(column);
      return answer.promise;
    },
    async stop() {
      await worker?.terminate();
    },
  };
}
