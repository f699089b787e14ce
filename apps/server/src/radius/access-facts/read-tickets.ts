import type { SecretBox } from '../../secrets.ts';
import { TICKET_REMEMBERED_MS, type TicketRecord } from '../access-directory/ticket-table.ts';
import { milliseconds, type Read, storedMac } from './read-snapshot.ts';

type TicketRow = [number, string, Buffer, number, number, string | null, number, boolean, number | null];

/** The portal's tickets with these ids; `null`: all of the last minutes. */
export async function readTickets(
  read: Read,
  secretBox: SecretBox,
  ids: readonly number[] | null,
): Promise<TicketRecord[]> {
  const rows = await read<TicketRow>(
    `select id, username, password_cipher, customer_id, zone_id, mac_hint::text, ${milliseconds('expires_at')}, used_at is not null, continues_device_id
     from portal_tickets
     where ($1::bigint[] is null or id = any($1)) and expires_at > trusted_now() - make_interval(secs => $2)`,
    [ids, TICKET_REMEMBERED_MS / 1000],
  );
  return rows.map(([id, username, cipher, customerId, zoneId, mac, expiresAt, used, continuesDeviceId]) => ({
    id,
    username: username.toLowerCase(),
    password: secretBox.open(cipher, 'portal-ticket'),
    customerId,
    zoneId,
    mac: mac === null ? null : storedMac(mac),
    expiresAt,
    used,
    continuesDeviceId,
  }));
}
