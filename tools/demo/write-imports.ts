import { randomBytes } from 'node:crypto';
import { commandLineActor } from '@gatehouse/server/actor';
import { applyChange } from '@gatehouse/server/db/apply-change';
import type { Db } from '@gatehouse/server/db/open-database';
import { beginImport, lookAtFile } from '@gatehouse/server/imports/begin-import';
import { checkImport } from '@gatehouse/server/imports/steer-import';
import { workAtImports } from '@gatehouse/server/imports/work/work-at-imports';
import { isRefused } from '@gatehouse/server/outcome';
import type { SecretBox } from '@gatehouse/server/secrets';
import { pino } from 'pino';

const NEW_DEVICES = 14;

/** A list of a field team that waits to be applied: most of it good, and one row of each thing that goes wrong. */
export async function writeImports(
  { db, secretBox }: { readonly db: Db; readonly secretBox: SecretBox },
  operator: string,
): Promise<void> {
  const actor = { ...commandLineActor('demo'), name: operator };
  const file = {
    kind: 'devices' as const,
    fileName: 'routers-of-the-field-team.csv',
    bytes: Buffer.from(await fieldList(db)),
  };
  const looked = await lookAtFile(file);
  if (isRefused(looked)) throw new Error(looked.message);
  const { value: begun } = await applyChange(db, actor, (change) =>
    beginImport(change, secretBox, file, looked),
  );
  if (isRefused(begun)) throw new Error(begun.message);
  await applyChange(db, actor, (change) => checkImport(change, begun.id, {}));
  await workAtImports({ db, secretBox, log: pino({ level: 'silent' }), randomBytes });
}

async function fieldList(db: Db): Promise<string> {
  const customers = await db
    .selectFrom('customers')
    .select(['id', 'username'])
    .where('kind', '=', 'pppoe')
    .orderBy('id')
    .limit(NEW_DEVICES + 2)
    .execute();
  const taken = await db.selectFrom('devices').select(['mac', 'customer_id']).orderBy('id', 'desc').execute();
  const mac = (i: number) => (0xc4e9_84f0_0000 + i).toString(16).toUpperCase();
  const [first, second] = customers;
  const others = taken.find(({ customer_id }) => customer_id !== first?.id);
  return [
    'username;mac;label;type',
    ...customers.slice(2).map(({ username }, i) => `${username};${mac(i)};Roof router;Router`),
    `${first?.username};${others?.mac};;`,
    `${first?.username};C4:E9:84:F0:00;Living room;Router`,
    `nobody.here;${mac(90)};;Router`,
    `${first?.username};${mac(91)};Shop;Router`,
    `${second?.username};${mac(91)};Shop;Router`,
  ].join('\r\n');
}
