import { setTimeout as pause } from 'node:timers/promises';
import type { ApiClient } from '../../acceptance/api-client.ts';
import type { House } from './house.ts';
import type { LoadGenerator, LoadResult } from './load-generator.ts';
import { argsFor } from './measure.ts';

/** An import as an operator does it in the app, while everybody else logs in. */
export type Imports = {
  readonly rows: number;
  readonly checkSeconds: number;
  readonly applySeconds: number;
  readonly undoSeconds: number;
  /** The logins of everybody else meanwhile: all must be let in. */
  readonly others: LoadResult;
};

export const IMPORT_ROWS = 20_000;
const LOGINS_PER_SECOND = 500;
const LOOK_AGAIN_MS = 100;

/** Checks, applies and undoes a file of new customers, each with a device and a package, by the API. */
export async function measureImports(options: {
  readonly house: House;
  /** Who logs in meanwhile. */
  readonly usersFile: string;
  readonly generator: LoadGenerator;
  readonly rows?: number;
  readonly say: (line: string) => void;
}): Promise<Imports> {
  const { house, usersFile, generator, rows = IMPORT_ROWS, say } = options;
  const api = await house.api();
  const target = house.target({ lines: usersFile, guests: usersFile });
  const load = ['--kind', 'pap', '--window', '64', '--rate', `${LOGINS_PER_SECOND}`, '-t', '3600'];
  const others = generator.start([...load, ...argsFor(target, 'lines')], '0,1');
  others.result.catch(() => undefined);
  try {
    const { body } = await api.ask('POST', '/import-batches', { kind: 'customers', text: fileOf(rows) });
    const path = `/import-batches/${String(body['id'])}`;
    const checkSeconds = await timed(api, path, 'check', {});
    say(`${rows} rows checked in ${checkSeconds.toFixed(1)} s`);
    const applySeconds = await timed(api, path, 'apply', { mode: 'good-rows' });
    say(`applied in ${applySeconds.toFixed(1)} s`);
    const undoSeconds = await timed(api, path, 'undo', undefined);
    say(`undone in ${undoSeconds.toFixed(1)} s`);
    others.stop();
    return { rows, checkSeconds, applySeconds, undoSeconds, others: await others.result };
  } finally {
    others.stop();
  }
}

async function timed(api: ApiClient, path: string, step: string, body: unknown): Promise<number> {
  const begun = performance.now();
  const asked = await api.ask('POST', `${path}/${step}`, body);
  if (asked.status !== 202)
    throw new Error(`${step} answered ${asked.status}: ${JSON.stringify(asked.body)}`);
  for (let state = 'working'; ; await pause(LOOK_AGAIN_MS)) {
    state = String((await api.get(path))['state']);
    if (!state.endsWith('ing')) return (performance.now() - begun) / 1000;
  }
}

/** MACs in a range where the generator's never are (they begin with 02). */
function fileOf(rows: number): string {
  const lines = ['username,password,name,package,mac'];
  for (let i = 0; i < rows; i++) {
    const mac = (0x0e00_0000_0000 + i).toString(16).padStart(12, '0');
    lines.push(`imported.${i},secret-${i},Imported ${i},Bench line,${mac}`);
  }
  return lines.join('\n');
}
