import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { openDatabase } from '@gatehouse/server/db/open-database';
import type { ApiAnswer, ApiClient } from '../api-client.ts';
import type { Gatehouse } from '../start-gatehouse.ts';
import { embeddedDatabase, trySignal, webProcess } from './product-processes.ts';

/** Work that goes on in the background while the process that does it is killed again and again. */
export type KilledWork = {
  /** As often as it takes: while the web process is away nobody answers. */
  ask(method: string, path: string, body?: unknown): Promise<ApiAnswer>;
  /** Kills the web process, wherever it is with its work. */
  killWeb(): Promise<void>;
  /** Kills it at so many random moments, so many milliseconds apart, while what stands at `path` is in this state. */
  killWhile(
    path: string,
    state: string,
    kills: number,
    apartMs: { readonly min: number; readonly max: number },
  ): Promise<void>;
  /** What stands at `path` once its state is none that goes on (`…ing`). */
  settled(path: string): Promise<Record<string, unknown>>;
  /** How many rows, as `from devices where …` tells them. */
  count(from: string): Promise<number>;
};

const ANSWERED_WITHIN_MS = 60_000;
const SETTLED_WITHIN_MS = 240_000;

export function killWhileWorking(gatehouse: () => Gatehouse, api: () => Promise<ApiClient>): KilledWork {
  async function ask(method: string, path: string, body?: unknown): Promise<ApiAnswer> {
    for (const until = Date.now() + ANSWERED_WITHIN_MS; ; await pause(100)) {
      const answer = await api()
        .then((client) => client.ask(method, path, body))
        .catch((error: unknown) => {
          if (Date.now() > until) throw error;
        });
      if (answer !== undefined && answer.status < 500) return answer;
      assert.ok(Date.now() < until, `nobody answers ${method} ${path}: ${answer?.status}`);
    }
  }
  async function killWeb(): Promise<void> {
    const web = await webProcess(gatehouse().pid);
    if (web !== null) trySignal(web, 'SIGKILL');
  }
  return {
    ask,
    killWeb,
    async killWhile(path, state, kills, { min, max }) {
      for (let kill = 0; kill < kills; kill++) {
        await pause(min + Math.random() * (max - min));
        if ((await ask('GET', path)).body['state'] !== state) return;
        await killWeb();
      }
    },
    async settled(path) {
      for (const until = Date.now() + SETTLED_WITHIN_MS; Date.now() < until; await pause(100)) {
        const { body } = await ask('GET', path);
        if (!String(body['state']).endsWith('ing')) return body;
      }
      assert.fail(`it does not end:\n${gatehouse().output().slice(-2000)}`);
    },
    async count(from) {
      const { url } = await embeddedDatabase(gatehouse().dataFolder);
      const { pool, close } = openDatabase({ connectionString: url }, { poolSize: 1 });
      try {
        const { rows } = await pool.query<{ count: number }>(`select count(*) as count ${from}`);
        return rows[0]?.count ?? 0;
      } finally {
        await close();
      }
    },
  };
}
