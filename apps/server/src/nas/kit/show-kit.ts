import type { Change } from '../../db/make-change.ts';
import type { Db, Tx } from '../../db/open-database.ts';
import { said } from '@gatehouse/domain/said/said';
import { sayInEnglish } from '@gatehouse/domain/said/say-in-english';
import { ACCT_INTERIM_INTERVAL_SECONDS } from '@gatehouse/domain/access/granted-service';
import { isRefused, type Outcome, refuse } from '../../outcome.ts';
import { listPaymentHosts } from '../../payments/list-payment-hosts.ts';
import type { SecretBox, SecretContext } from '../../secrets.ts';
import { readSettings } from '../../settings/read-settings.ts';
import { findRouterKit } from './index.ts';
import { kitProof } from './kit-report.ts';
import { findRadiusServers, type RadiusServers } from './radius-servers.ts';
import type { KitHint, KitZone } from './router-kit.ts';
import type { RouterKitShown } from './router-kit.schemas.ts';
import { plainName } from './router-os-text.ts';

/** Stand where a secret would for those who may not see it. */
const SECRET_PLACE = 'put-the-shared-secret-here';
const MAC_PASSWORD_PLACE = 'put-the-MAC-password-here';
const UAM_SECRET_PLACE = 'put-the-uamsecret-here';

/** The kit of a router without its secrets. Refused: `not-found`. */
export async function showKit(db: Db, secretBox: SecretBox, nasId: number): Promise<Outcome<RouterKitShown>> {
  return buildKit(db, secretBox, nasId, false);
}

/** The same with its secrets; who looked is on the record. Refused: `not-found`. */
export async function showKitWithSecrets(
  { tx, audit }: Change,
  secretBox: SecretBox,
  nasId: number,
): Promise<Outcome<RouterKitShown>> {
  const kit = await buildKit(tx, secretBox, nasId, true);
  if (!isRefused(kit)) await audit({ action: 'secrets.show', subjectKind: 'nas', subjectId: nasId });
  return kit;
}

async function buildKit(
  tx: Db | Tx,
  secretBox: SecretBox,
  nasId: number,
  withSecrets: boolean,
): Promise<Outcome<RouterKitShown>> {
  const nas = await tx
    .selectFrom('nas')
    .select(['id', 'name', 'address', 'vendor', 'zone_id', 'coa_port', 'secret_cipher'])
    .where('id', '=', nasId)
    .executeTakeFirst();
  if (nas === undefined) return refuse('not-found', { message: 'There is no such router.' });
  const radius = await findRadiusServers(tx, nas.address);
  const [first, ...others] = radius.servers;
  const kit = findRouterKit(nas.vendor);
  const shown = {
    hasKit: kit !== null,
    secretsShown: withSecrets && kit !== null,
    radius: [...radius.servers],
  };
  if (kit === null || first === undefined) {
    const hints = radiusHints(radius).map(presentHint);
    return { ...shown, file: null, instructions: null, instructionsSaid: null, hints };
  }
  const { zone, hotspotServers } = await readZones(tx, nas, withSecrets ? secretBox : null);
  const { file, hints } = kit.build({
    routerId: String(nas.id),
    routerName: nas.name,
    plainName: plainName(nas.name, `router-${nas.id}`),
    radius: [first, ...others],
    secret: withSecrets ? secretBox.open(nas.secret_cipher, 'nas-secret') : SECRET_PLACE,
    coaPort: nas.coa_port,
    interimSeconds: ACCT_INTERIM_INTERVAL_SECONDS,
    portalUrl: (await readSettings(tx)).portalPublicUrl,
    paymentHosts: await listPaymentHosts(tx, secretBox),
    zone,
    hotspotServers,
    reportProof: withSecrets ? kitProof(secretBox, nas.id) : null,
  });
  const instructionsSaid = file && kit.instructions(file);
  return {
    ...shown,
    file,
    instructions: instructionsSaid && sayInEnglish(instructionsSaid),
    instructionsSaid,
    hints: [...radiusHints(radius), ...hints].map(presentHint),
  };
}

function presentHint({ code, message }: KitHint): RouterKitShown['hints'][number] {
  return { code, message: sayInEnglish(message), messageSaid: message };
}

function radiusHints({ servers, guessed }: RadiusServers): KitHint[] {
  if (servers.length === 0) return [RADIUS_MISSING];
  if (!guessed) return [];
  const addresses = servers.map(({ address }) => address).join(', ');
  return [
    {
      code: 'radius-address-guessed',
      message: said('hint_radius-address-guessed', { addresses }),
    },
  ];
}

const RADIUS_MISSING: KitHint = {
  code: 'radius-address-missing',
  message: said('hint_radius-address-missing'),
};

async function readZones(
  tx: Db | Tx,
  { id, zone_id }: { readonly id: number; readonly zone_id: number | null },
  secretBox: SecretBox | null,
) {
  const rows = await tx
    .selectFrom('hotspot_zones')
    .select(['id', 'name', 'mac_login', 'mac_password_cipher', 'uam_secret_cipher', 'gateway_hosts'])
    .execute();
  const open = (cipher: Buffer | null, context: SecretContext, place: string) =>
    cipher && (secretBox ? secretBox.open(cipher, context) : place);
  const zones = new Map<number, KitZone>(
    rows.map(({ id: zoneId, name, mac_login, mac_password_cipher, uam_secret_cipher, gateway_hosts }) => [
      zoneId,
      {
        name,
        macLogin: mac_login,
        macPassword: open(mac_password_cipher, 'mac-password', MAC_PASSWORD_PLACE),
        uamSecret: open(uam_secret_cipher, 'uam-secret', UAM_SECRET_PLACE),
        gatewayHosts: gateway_hosts,
      },
    ]),
  );
  const servers = await tx
    .selectFrom('nas_hotspot_servers')
    .select(['server_name', 'zone_id'])
    .where('nas_id', '=', id)
    .orderBy('server_name')
    .execute();
  const hotspotServers = servers.flatMap(({ server_name: serverName, zone_id: zoneId }) => {
    const zone = zones.get(zoneId);
    return zone ? [{ serverName, zone }] : [];
  });
  return { zone: zone_id === null ? null : (zones.get(zone_id) ?? null), hotspotServers };
}
