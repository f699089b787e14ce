import { languages as ALL_LANGUAGES } from '@gatehouse/domain/hotspot-zones/portal-languages';
import type { Change } from '../db/make-change.ts';
import type { RowChange } from '../db/schema.ts';
import { nameTaken, unlessTaken } from '../db/unless-taken.ts';
import { isRefused, type Outcome, refuse, type Refused } from '../outcome.ts';
import type { SecretBox } from '../secrets.ts';
import { findHotspotZone } from './hotspot-zones.queries.ts';
import type { AddHotspotZoneInput, ChangeHotspotZoneInput, HotspotZone } from './hotspot-zones.schemas.ts';
import type { PortalInput } from './portal-look.schemas.ts';

const NO_SUCH = refuse('not-found', { message: 'There is no such zone.' });

/** Refused: `name-taken`, `bad-request`. */
export async function addHotspotZone(
  { tx, announce, audit }: Change,
  secretBox: SecretBox,
  input: AddHotspotZoneInput,
): Promise<Outcome<HotspotZone>> {
  const { languages = ALL_LANGUAGES, defaultLanguage = 'en' } = input.portal ?? {};
  if (!languages.includes(defaultLanguage)) return notOffered(input);
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

/** Refused: `not-found`, `name-taken`, `bad-request`. */
export async function changeHotspotZone(
  { tx, announce, audit }: Change,
  secretBox: SecretBox,
  id: number,
  input: ChangeHotspotZoneInput,
): Promise<Outcome<HotspotZone>> {
  const before = await findHotspotZone(tx, id);
  if (before === null) return NO_SUCH;
  const languages = input.portal?.languages ?? before.portal.languages;
  const defaultLanguage = input.portal?.defaultLanguage ?? before.portal.defaultLanguage;
  if (!languages.includes(defaultLanguage)) return notOffered(input);
  const columns = readColumns(secretBox, input);
  if (Object.keys(columns).length === 0) return before;
  const update = () => tx.updateTable('hotspot_zones').set(columns).where('id', '=', id).execute();
  const updated = await unlessTaken(update, { hotspot_zones_name_key: nameTaken(input.name ?? '') });
  if (isRefused(updated)) return updated;
  // No login depends on how the portal looks.
  if (Object.keys(input).some((name) => name !== 'portal')) announce('hotspot-zones', [id]);
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

/** The language that is shown to who speaks none of the portal's must be one of them. */
function notOffered({ portal }: ChangeHotspotZoneInput): Refused {
  const field = portal?.defaultLanguage === undefined ? 'portal.languages' : 'portal.defaultLanguage';
  const message =
    field === 'portal.languages'
      ? 'must have the language in it that is shown to everybody else'
      : 'must be one of the languages of the portal';
  return refuse('bad-request', {
    message: `${field} ${message}.`,
    fields: { [field]: { code: 'not-offered', message } },
  });
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
  if (input.portal !== undefined) Object.assign(columns, readPortalColumns(input.portal));
  if (gatewayHosts !== undefined) columns.gateway_hosts = gatewayHosts;
  if (uamSecret !== undefined) {
    columns.uam_secret_cipher = uamSecret === null ? null : secretBox.seal(uamSecret, 'uam-secret');
  }
  if (macPassword !== undefined) {
    columns.mac_password_cipher = macPassword === null ? null : secretBox.seal(macPassword, 'mac-password');
  }
  return columns;
}

function readPortalColumns(portal: PortalInput): RowChange<'hotspot_zones'> {
  const columns: RowChange<'hotspot_zones'> = {};
  if (portal.name !== undefined) columns.portal_name = portal.name;
  if (portal.accentColor !== undefined) columns.accent_color = portal.accentColor;
  if (portal.languages !== undefined) columns.portal_languages = portal.languages;
  if (portal.defaultLanguage !== undefined) columns.default_language = portal.defaultLanguage;
  if (portal.welcomeTexts !== undefined) columns.welcome_texts = JSON.stringify(portal.welcomeTexts);
  if (portal.termsTexts !== undefined) columns.terms_texts = JSON.stringify(portal.termsTexts);
  if (portal.termsUrl !== undefined) columns.terms_url = portal.termsUrl;
  return columns;
}
