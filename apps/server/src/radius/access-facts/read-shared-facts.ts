import type { MacAddress } from '@gatehouse/domain/mac-address';
import type { SecretBox } from '../../secrets.ts';
import type {
  HotspotZoneRecord,
  NasRecord,
  ServicePackageRecord,
} from '../access-directory/directory-records.ts';
import { milliseconds, type Read, storedMac } from './read-snapshot.ts';

type ServicePackageRow = [
  number,
  string,
  number | null,
  number | null,
  number | null,
  number | null,
  number | null,
  number | null,
  ServicePackageRecord['macBinding'],
  number[],
  string | null,
  ServicePackageRecord['privateMacPolicy'],
];

export async function readServicePackages(read: Read): Promise<ServicePackageRecord[]> {
  const rows = await read<ServicePackageRow>(
    `select id, name, rate_down_kbps, rate_up_kbps, quota_bytes, online_seconds, device_limit, session_limit, mac_binding,
            array(select zone_id from service_package_zones where service_package_id = service_packages.id), framed_pool, private_mac_policy
     from service_packages`,
  );
  return rows.map(
    ([
      id,
      name,
      rateDownKbps,
      rateUpKbps,
      quotaBytes,
      onlineSeconds,
      deviceLimit,
      sessionLimit,
      macBinding,
      zoneIds,
      framedPool,
      privateMacPolicy,
    ]) => ({
      id,
      name,
      rateDownKbps,
      rateUpKbps,
      quotaBytes,
      onlineSeconds,
      deviceLimit,
      sessionLimit,
      macBinding,
      zoneIds,
      framedPool,
      privateMacPolicy,
    }),
  );
}

export async function readZones(read: Read, secretBox: SecretBox): Promise<HotspotZoneRecord[]> {
  const rows = await read<[number, string, string, boolean, string | null, Buffer | null]>(
    'select id, name, ssid, mac_login, roaming_group, mac_password_cipher from hotspot_zones',
  );
  return rows.map(([id, name, ssid, macLogin, roamingGroup, cipher]) => ({
    id,
    name,
    ssid,
    macLogin,
    roamingGroup,
    macPassword: cipher === null ? null : secretBox.open(cipher, 'mac-password'),
  }));
}

export async function readBlockedMacs(read: Read): Promise<MacAddress[]> {
  const rows = await read<[string]>('select mac::text from blocked_macs');
  return rows.map(([mac]) => storedMac(mac));
}

type NasRow = [
  number,
  string,
  string,
  Buffer,
  Buffer | null,
  string,
  number | null,
  NasRecord['messageAuthenticator'],
  boolean,
  number,
  string[],
  number | null,
];

export async function readNas(read: Read, secretBox: SecretBox): Promise<NasRecord[]> {
  const servers = new Map<number, Map<string, number>>();
  for (const [nasId, name, zoneId] of await read<[number, string, number]>(
    'select nas_id, server_name, zone_id from nas_hotspot_servers',
  )) {
    const ofNas = servers.get(nasId) ?? new Map<string, number>();
    servers.set(nasId, ofNas.set(name, zoneId));
  }
  const rows = await read<NasRow>(
    `select id, name, address::text, secret_cipher, previous_secret_cipher, vendor, zone_id, message_authenticator, proxy, coa_port,
            array(select host(source_address) from nas_signing_sources where nas_id = nas.id), ${milliseconds('unsigned_until')}
     from nas`,
  );
  return rows.map(
    ([
      id,
      name,
      address,
      secret,
      previous,
      vendor,
      zoneId,
      messageAuthenticator,
      proxy,
      coaPort,
      signingSources,
      unsignedUntil,
    ]) => {
      const current = Buffer.from(secretBox.open(secret, 'nas-secret'));
      return {
        id,
        name,
        address,
        secrets:
          previous === null ? [current] : [current, Buffer.from(secretBox.open(previous, 'nas-secret'))],
        vendor,
        zoneId,
        messageAuthenticator,
        proxy,
        coaPort,
        hotspotServers: servers.get(id) ?? new Map<string, number>(),
        signingSources,
        unsignedUntil,
      };
    },
  );
}
