import type { AccessFacts, CredentialFact } from '@gatehouse/domain/access/access-facts';
import type { AccessDirectory } from './access-directory/access-directory.ts';
import type { Attempt } from './read-access-request.ts';

const NO_ZONES: readonly number[] = [];

/** The customer's row in the directory: by username, for a MAC login by the device; `NO_ROW`: nobody. */
export function findCustomerRow(attempt: Attempt, directory: AccessDirectory): number {
  return attempt.kind === 'hotspot-mac' && attempt.mac !== null
    ? directory.findByDevice(attempt.mac)
    : attempt.findByUsername(directory);
}

/** Everything that this login is judged by, from memory. */
export function gatherAccessFacts(
  attempt: Attempt,
  row: number,
  credential: CredentialFact,
  directory: AccessDirectory,
): AccessFacts {
  const { at, kind, mac, zone } = attempt;
  return {
    now: at,
    attempt: {
      kind,
      mac,
      zoneId: zone === null ? null : zone.id,
      roamingZoneIds: zone === null ? NO_ZONES : zone.roamingZoneIds,
    },
    credential,
    customer: row < 0 ? null : directory.customerFacts(row, mac, at, attempt.place),
    device: directory.deviceFacts(mac, row),
    deviceBlocked: directory.isBlocked(mac),
  };
}
