import { setTimeout as pause } from 'node:timers/promises';
import type { ApiClient, Item } from '../../acceptance/api-client.ts';
import { embeddedDatabase } from '../../acceptance/faults/product-processes.ts';
import { fillLists, type FilledLists } from './fill-lists.ts';
import { type House, openHouse } from './house.ts';
import { askLists, type Asked } from './list-questions.ts';
import type { LoadGenerator, LoadResult } from './load-generator.ts';
import { argsFor } from './measure.ts';
import { findInTree, memoryOf } from './processes.ts';
import { type BenchUser, lineRows, writeUsers } from './users.ts';

/** Lists of a million devices: what is asked of them, what is done to many of them, and all of them in a file. */
export type Lists = {
  readonly filled: FilledLists;
  readonly asked: readonly Asked[];
  readonly exported: {
    readonly rows: number;
    readonly seconds: number;
    readonly bytes: number;
    /** Of the web process, proportional: before, and at most meanwhile. */
    readonly mbBefore: number;
    readonly mbMost: number;
  };
  readonly removed: {
    readonly devices: number;
    readonly seconds: number;
    readonly undoSeconds: number;
    /** The logins of everybody else meanwhile. */
    readonly others: LoadResult;
  };
};

const LOGINS_PER_SECOND = 500;
const USERS = 1000;

export async function measureLists(options: {
  readonly devices: number;
  readonly users: readonly BenchUser[];
  readonly generator: LoadGenerator;
  readonly workFolder: string;
  readonly say: (line: string) => void;
}): Promise<Lists> {
  const { devices, users, generator, workFolder, say } = options;
  const house = await openHouse(workFolder);
  try {
    const few = users.slice(0, USERS);
    await house.importRows(lineRows(few));
    const { file } = await writeUsers(`${workFolder}/list-users.csv`, few);
    const { url } = await embeddedDatabase(house.current().dataFolder);
    const api = await house.api();
    const template = await api.post<Item>('/customers', {
      name: 'Template',
      username: 'template',
      password: 'of the template',
      kind: 'pppoe',
    });
    say(`fills lists of ${devices} devices`);
    const filled = await fillLists(url, template.id, devices);
    await house.restart();
    const asked = await askLists(await house.api(), say);
    const exported = await exportAll(house);
    say(`${exported.rows} rows exported in ${exported.seconds.toFixed(1)} s`);
    const target = house.target({ lines: file, guests: file });
    const load = ['--kind', 'pap', '--window', '64', '--rate', `${LOGINS_PER_SECOND}`, '-t', '3600'];
    const others = generator.start([...load, ...argsFor(target, 'lines')], '0,1');
    others.result.catch(() => undefined);
    try {
      const removed = await removeMany(await house.api(), say);
      others.stop();
      return { filled, asked, exported, removed: { ...removed, others: await others.result } };
    } finally {
      others.stop();
    }
  } finally {
    await house.remove();
  }
}

async function exportAll(house: House): Promise<Lists['exported']> {
  const { adminUrl, pid } = house.current();
  const web = findInTree(pid, 'start-web');
  const token = (
    await house.current().command('token', 'create', '--name', 'export', '--role', 'owner')
  ).trim();
  const mbBefore = memoryOf(web).pssMb;
  let [pieces, bytes, rows, mbMost] = [0, 0, -1, mbBefore];
  const begun = performance.now();
  const answer = await fetch(`${adminUrl}/api/v1/devices/export.csv`, {
    headers: { Authorization: `Bearer ${token}` },
  });
  for await (const piece of answer.body ?? []) {
    bytes += piece.length;
    pieces += 1;
    for (const octet of piece) if (octet === 10) rows += 1;
    if (pieces % 64 === 0) mbMost = Math.max(mbMost, memoryOf(web).pssMb);
  }
  return { rows, bytes, seconds: (performance.now() - begun) / 1000, mbBefore, mbMost };
}

async function removeMany(
  api: ApiClient,
  say: (line: string) => void,
): Promise<{ devices: number; seconds: number; undoSeconds: number }> {
  const begun = performance.now();
  const { body } = await api.ask('POST', '/devices/bulk', {
    action: 'remove',
    selection: { filter: { type: 'Camera' } },
  });
  await untilSettled(api, body['id']);
  const seconds = (performance.now() - begun) / 1000;
  say(`${String(body['total'])} devices removed in ${seconds.toFixed(1)} s`);
  const undoBegun = performance.now();
  await api.ask('POST', `/bulk-actions/${String(body['id'])}/undo`);
  await untilSettled(api, body['id']);
  const undoSeconds = (performance.now() - undoBegun) / 1000;
  say(`brought back in ${undoSeconds.toFixed(1)} s`);
  return { devices: Number(body['total']), seconds, undoSeconds };
}

async function untilSettled(api: ApiClient, id: unknown): Promise<void> {
  for (let state = 'working'; state.endsWith('ing'); await pause(100))
    state = String((await api.get(`/bulk-actions/${String(id)}`))['state']);
}
