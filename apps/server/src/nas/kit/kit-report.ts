import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Db } from '../../db/open-database.ts';
import type { SecretBox } from '../../secrets.ts';
import { readRouterOsVersion } from '../router-os-version.ts';

/** What a set-up script tells at its end, as it stands in the address: all of it text from outside. */
export type KitReport = { readonly nas: string; readonly proof: string; readonly version: string };

const PROOF_HEX_DIGITS = 32;
const VERSION_LENGTH_MAX = 40;

/** Stands in the script of one router, so that nobody else tells a version for it. It opens nothing else. */
export function kitProof(secretBox: Pick<SecretBox, 'fileKey'>, nasId: number): string {
  const mac = createHmac('sha256', secretBox.fileKey('router-kit')).update(String(nasId));
  return mac.digest('hex').slice(0, PROOF_HEX_DIGITS);
}

/** Keeps what the script told. False: it is not from our script, or tells no version. */
export async function keepKitReport(
  db: Db,
  secretBox: Pick<SecretBox, 'fileKey'>,
  { nas, proof, version }: KitReport,
  now: number,
): Promise<boolean> {
  if (!/^[1-9]\d{0,14}$/.test(nas) || version.length > VERSION_LENGTH_MAX) return false;
  const nasId = Number(nas);
  const [given, right] = [Buffer.from(proof), Buffer.from(kitProof(secretBox, nasId))];
  if (given.length !== right.length || !timingSafeEqual(given, right)) return false;
  if (readRouterOsVersion(version) === null) return false;
  const { numUpdatedRows } = await db
    .updateTable('nas')
    .set({ kit_ran_at: new Date(now), router_version: version })
    .where('id', '=', nasId)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
