import { randomBytes, randomInt } from 'node:crypto';
import { commandLineActor } from '@gatehouse/server/actor';
import { makeChange } from '@gatehouse/server/db/make-change';
import type { Database } from '@gatehouse/server/db/open-database';
import { createOperator } from '@gatehouse/server/operators/create-operator';
import { openPasswordHasher } from '@gatehouse/server/operators/password-hash';
import { Refusal } from '@gatehouse/server/refusal';
import { changeSettings } from '@gatehouse/server/settings/change-settings';
import type { SecretBox } from '@gatehouse/server/secrets';
import { makeHotspotPast } from '../seed/make-hotspot-past.ts';
import { makeIsp } from '../seed/make-isp.ts';
import { makePast } from '../seed/make-past.ts';
import { seedRouters } from '../seed/what-is-sold.ts';
import { hasCustomers, writeIsp } from '../seed/write-isp.ts';
import { writeDeviceLives } from './write-device-lives.ts';
import { writeImports } from './write-imports.ts';
import { writeLoginPast } from './write-login-past.ts';
import { writeSales } from './write-sales.ts';
import { type DemoFacts, readDemoFacts, writeDemoFacts } from './demo-facts.ts';

/** The provider is the same in every demo; its passwords, secrets and operator are not. */
const SEED = 20_261_122;
const OPERATOR_NAME = 'Ayesha Karim';

/** Fills the data folder's database at its first start; later starts find what is there. */
export async function fillDemo(
  database: Database & { secretBox: SecretBox },
  factsFile: string,
  /** Where the portal will be reached; `null`: not known yet. */
  portalUrl: string | null,
): Promise<DemoFacts> {
  const known = await readDemoFacts(factsFile);
  const filled = await hasCustomers(database.db);
  if (known !== null && filled) return known;
  if (filled)
    throw new Refusal('This data folder has customers that are no demo’s; choose another with --data.');

  const facts: DemoFacts = {
    seed: SEED,
    passwordSeed: randomInt(2 ** 32),
    madeAt: Date.now(),
    nasSecrets: seedRouters.map(() => randomBytes(16).toString('hex')),
    operator: { username: 'demo', password: randomBytes(9).toString('base64url') },
  };
  await writeDemoFacts(factsFile, facts);
  const plan = { seed: facts.seed, passwordSeed: facts.passwordSeed, now: facts.madeAt };
  const isp = makeIsp(plan);
  await writeIsp(database, {
    isp,
    past: makePast(isp, plan),
    hotspotPast: makeHotspotPast(isp, plan),
    nasSecrets: facts.nasSecrets,
    secretBox: database.secretBox,
  });
  await addOperator(database, facts);
  await writeDeviceLives(database, OPERATOR_NAME);
  await writeLoginPast(database);
  await writeImports(database, OPERATOR_NAME);
  await makeChange(database.db, commandLineActor('demo'), (change) =>
    changeSettings(change, { portalPublicUrl: portalUrl }),
  );
  return facts;
}

/** How what the demo's customers have was sold; to a demo of an earlier version it is added. Its ways to pay are there. */
export async function fillSales(
  parts: Database & { secretBox: SecretBox },
  factsFile: string,
  facts: DemoFacts,
): Promise<void> {
  const voucherCodes = await writeSales(parts, { seed: facts.seed, now: Date.now() });
  if (voucherCodes !== null) await writeDemoFacts(factsFile, { ...facts, voucherCodes });
}

/** The routers that the demo was made with, as they stand in the database now. */
export async function findDemoRouters({ db }: Database): Promise<(string | null)[]> {
  const rows = await db.selectFrom('nas').select(['id', 'name']).execute();
  return seedRouters.map(({ name }) => {
    const id = rows.find((row) => row.name === name)?.id;
    return id === undefined ? null : String(id);
  });
}

async function addOperator({ db }: Database, { operator }: DemoFacts): Promise<void> {
  const passwordHash = await openPasswordHasher(randomBytes).hash(operator.password);
  const username = operator.username;
  await makeChange(db, commandLineActor('demo'), (change) =>
    createOperator(change, { name: OPERATOR_NAME, username, passwordHash, role: 'owner' }),
  );
}
