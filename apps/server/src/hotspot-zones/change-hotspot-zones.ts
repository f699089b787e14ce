import type { Change } from '../db/make-change.ts';
import type { RowChange } from '../db/schema.ts';
import { nameTaken, unlessTaken } from '../db/unless-taken.ts';
import { isRefused, type Outcome, refuse } from '../outcome.ts';
import type { SecretBox } from '../secrets.ts';
import { findHotspotZone } from './hotspot-zones.queries.ts';
import type { AddHotspotZoneInput, ChangeHotspotZoneInput, HotspotZone } from './hotspot-zones.schemas.ts';

const NO_SUCH = refuse('not-found', { message: 'There is no such zone.' });

/** Refused: `name-taken`. */
export async function addHotspotZone(
  { tx, announce, audit }: Change,
  secretBox: SecretBox,
  input: AddHotspotZoneInput,
): Promise<Outcome<HotspotZone>> {
  const values = { ...readColumns(secretBox, input), name: input.name, ssid: input.ssid };
  const insert = () =>
    tx.insertInto('hotspot_zones').values(values).returning('id').executeTakeFirstOrThrow();
  const row = await unlessTaken(insert, { hotspot_zones_name_key: nameTaken(input.name) });
  if (isRefused(row)) return row;
  announce('hotspot-zones', [row.id]);
  const after = await findHotspotZone(tx, row.id);
  await audit({ action: 'hotspot-zones.add', subjectKind: 'hotspot-zone', subjectId: row.id, after });
  return after ?? NO_SUCH;
}

/** Refused: `not-found`, `name-taken`. */
export async function changeHotspotZone(
  { tx, announce, audit }: Change,
  secretBox: SecretBox,
  id: number,
  input: ChangeHotspotZoneInput,
): Promise<Outcome<HotspotZone>> {
  const before = await findHotspotZone(tx, id);
  if (before === null) return NO_SUCH;
  const columns = readColumns(secretBox, input);
  if (Object.keys(columns).length === 0) return before;
  const update = () => tx.updateTable('hotspot_zones').set(columns).where('id', '=', id).execute();
  const updated = await unlessTaken(update, { hotspot_zones_name_key: nameTaken(input.name ?? '') });
  if (isRefused(updated)) return updated;
  announce('hotspot-zones', [id]);
  const after = await findHotspotZone(tx, id);
  await audit({ action: 'hotspot-zones.change', subjectKind: 'hotspot-zone', subjectId: id, before, after });
  return after ?? NO_SUCH;
}

/** Refused: `not-found`, `in-use` by a router or a package. */
export async function removeHotspotZone(
  { tx, announce, audit }: Change,
  id: number,
): Promise<Outcome<{ id: number }>> {
  const before = await findHotspotZone(tx, id);
  if (before === null) return NO_SUCH;
  const inUse = refuse('in-use', {
    message: `Routers are in "${before.name}". Move them to another zone first.`,
  });
  const remove = () => tx.deleteFrom('hotspot_zones').where('id', '=', id).execute();
  const removed = await unlessTaken(remove, {
    nas_zone_id_fkey: inUse,
    nas_hotspot_servers_zone_id_fkey: inUse,
    service_package_zones_zone_id_fkey: refuse('in-use', {
      message: `Packages are sold for "${before.name}". Take it from them first.`,
    }),
  });
  if (isRefused(removed)) return removed;
  announce('hotspot-zones', [id]);
  await audit({ action: 'hotspot-zones.remove', subjectKind: 'hotspot-zone', subjectId: id, before });
  return { id };
}

function readColumns(secretBox: SecretBox, input: ChangeHotspotZoneInput): RowChange<'hotspot_zones'> {
  const { name, ssid, macLogin, roamingGroup, macPassword } = input;
  const { uamSecret, uamPap, gatewayHosts, registration, phoneCountryCode } = input;
  const columns: RowChange<'hotspot_zones'> = {};
  if (name !== undefined) columns.name = name;
  if (ssid !== undefined) columns.ssid = ssid;
  if (macLogin !== undefined) columns.mac_login = macLogin;
  if (roamingGroup !== undefined) columns.roaming_group = roamingGroup;
  if (registration !== undefined) columns.registration = registration;
  if (phoneCountryCode !== undefined) columns.phone_country_code = phoneCountryCode;
  if (uamPap !== undefined) columns.uam_pap = uamPap;
  if (gatewayHosts !== undefined) columns.gateway_hosts = gatewayHosts;
  if (uamSecret !== undefined) {
    columns.uam_secret_cipher = uamSecret === null ? null : secretBox.seal(uamSecret, 'uam-secret');
  }
  if (macPassword !== undefined) {
    columns.mac_password_cipher = macPassword === null ? null : secretBox.seal(macPassword, 'mac-password');
  }
  return columns;
}
