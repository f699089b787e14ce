import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MacBindingMode } from '@gatehouse/domain/access/access-facts';
import { usernameKey } from '@gatehouse/domain/username';
import { CODES, codeName } from '@gatehouse/radius/packet/codes';
import type { RadiusPacket } from '@gatehouse/radius/packet/decode-packet';
import { rfc2865 } from '@gatehouse/radius/packet/dictionary/rfc2865';
import { sharedSecret } from '@gatehouse/radius/packet/security/shared-secret';
import { openRadiusClient, type RadiusClient } from '@gatehouse/radius/transport/radius-client';
import type { PacketWriter } from '@gatehouse/radius/packet/encode-packet';
import { pino } from 'pino';
import { commandLineActor } from '../actor.ts';
import { plainClock } from '../clock/plain-clock.ts';
import type { Config, ListenAddress } from '../config.ts';
import { type Change, makeChange } from '../db/make-change.ts';
import type { NewRow } from '../db/schema.ts';
import { createTestDatabase, type TestDatabase } from '../db/testing.ts';
import type { StartedRole } from '../parts.ts';
import { type NasLogin, writeLogin } from '../radtest/nas-login.ts';
import { openSecretBox, type SecretBox } from '../secrets.ts';
import { startRadius } from './start-radius.ts';

export const TEST_SECRET = 'a secret of the test';

export type TestCustomer = {
  readonly username: string;
  readonly password?: string;
  readonly kind?: 'pppoe' | 'hotspot';
  readonly macBinding?: MacBindingMode;
  readonly deviceLimit?: number;
  readonly sessionLimit?: number;
  readonly framedIpAddress?: string;
  readonly servicePackageId?: number;
  readonly macs?: readonly string[];
};

/** What a login got: the reply's code and, of a Reject, its sentence. `silence` when nothing came. */
export type TestReply = {
  readonly outcome: 'accept' | 'reject' | 'silence';
  readonly packet: RadiusPacket | null;
};

/** A radius process on a database of its own, and a router that asks it over real UDP. */
export type TestRadius = {
  readonly database: TestDatabase;
  readonly secretBox: SecretBox;
  readonly role: StartedRole;
  readonly auth: ListenAddress;
  readonly acct: ListenAddress;
  readonly client: RadiusClient;
  /** What an operator's click does: resolves when it is in force. */
  change<T>(work: (change: Change) => Promise<T>): Promise<T>;
  addNas(nas?: Partial<NewRow<'nas'>>): Promise<number>;
  addZone(zone?: Partial<NewRow<'hotspot_zones'>> & { macPassword?: string }): Promise<number>;
  addPackage(servicePackage?: Partial<NewRow<'service_packages'>>): Promise<number>;
  addCustomer(customer: TestCustomer): Promise<number>;
  login(login: Partial<NasLogin> & { username: string }): Promise<TestReply>;
  ask(code: number, write?: (writer: PacketWriter) => void, options?: AskOptions): Promise<TestReply>;
  close(): Promise<void>;
};

type AskOptions = { messageAuthenticator?: boolean; secret?: string; service?: 'auth' | 'acct' };

export async function startTestRadius(): Promise<TestRadius> {
  const database = await createTestDatabase();
  const { db } = database;
  const secretBox = openSecretBox(randomBytes(32));
  const dataFolder = await mkdtemp(join(tmpdir(), 'gatehouse-radius-'));
  const any: ListenAddress = { address: '127.0.0.1', port: 0 };
  const config: Config = {
    role: 'radius',
    dataFolder,
    databaseUrl: database.url,
    secretKeyFile: '/nonexistent',
    admin: any,
    portal: any,
    adminTls: null,
    adminProxies: [],
    portalTls: null,
    radiusAuth: [any],
    radiusAcct: [any],
    offlineHoursMax: 24,
  };
  const log = pino({ level: process.env['GATEHOUSE_TEST_LOG'] ?? 'silent' });
  const node = { id: randomUUID(), name: 'test' };
  const role = await startRadius({ ...database, clock: plainClock(Date.now), config, secretBox, log, node });
  const auth = boundAddress(role, 'radius-auth');
  const acct = boundAddress(role, 'radius-acct');
  const client = await openRadiusClient({ localAddress: '127.0.0.1' });
  let made = 0;

  async function change<T>(work: (change: Change) => Promise<T>): Promise<T> {
    const { value, pendingNodes } = await makeChange(db, commandLineActor('test'), work);
    if (pendingNodes.length > 0) throw new Error('The change did not come into force in time.');
    return value;
  }

  async function ask(
    code: number,
    write?: (writer: PacketWriter) => void,
    { messageAuthenticator = true, secret = TEST_SECRET, service = 'auth' }: AskOptions = {},
  ): Promise<TestReply> {
    const reply = await client.send({
      ...(service === 'auth' ? auth : acct),
      secret: sharedSecret(secret),
      code,
      messageAuthenticator,
      timeoutMs: 1500,
      tries: 1,
      ...(write && { write }),
    });
    if (reply === 'timeout') return { outcome: 'silence', packet: null };
    const rejected = codeName(reply.packet.code) === 'Access-Reject';
    return { outcome: rejected ? 'reject' : 'accept', packet: reply.packet };
  }

  return {
    database,
    secretBox,
    role,
    auth,
    acct,
    client,
    change,
    ask,
    addNas: (nas = {}) =>
      change(async ({ tx, announce }) => {
        const { id } = await tx
          .insertInto('nas')
          .values({
            name: `router ${++made}`,
            address: '127.0.0.1/32',
            secret_cipher: secretBox.seal(TEST_SECRET, 'nas-secret'),
            vendor: 'mikrotik',
            coa_port: 3799,
            ...nas,
          })
          .returning('id')
          .executeTakeFirstOrThrow();
        announce('nas', [id]);
        return id;
      }),
    addZone: ({ macPassword, ...zone } = {}) =>
      change(async ({ tx, announce }) => {
        const { id } = await tx
          .insertInto('hotspot_zones')
          .values({
            name: `zone ${++made}`,
            ssid: 'Kafe',
            ...(macPassword !== undefined && {
              mac_password_cipher: secretBox.seal(macPassword, 'mac-password'),
            }),
            ...zone,
          })
          .returning('id')
          .executeTakeFirstOrThrow();
        announce('hotspot-zones', [id]);
        return id;
      }),
    addPackage: (servicePackage = {}) =>
      change(async ({ tx, announce }) => {
        const { id } = await tx
          .insertInto('service_packages')
          .values({ name: `package ${++made}`, kind: 'pppoe', ...servicePackage })
          .returning('id')
          .executeTakeFirstOrThrow();
        announce('service-packages', [id]);
        return id;
      }),
    addCustomer: (customer) =>
      change(async ({ tx, announce }) => {
        const { id } = await tx
          .insertInto('customers')
          .values({
            name: customer.username,
            username: customer.username,
            username_key: usernameKey(customer.username),
            password_cipher: secretBox.seal(customer.password ?? 'wonderland', 'network-password'),
            kind: customer.kind ?? 'pppoe',
            mac_binding: customer.macBinding ?? null,
            device_limit: customer.deviceLimit ?? null,
            session_limit: customer.sessionLimit ?? null,
            framed_ip_address: customer.framedIpAddress ?? null,
          })
          .returning('id')
          .executeTakeFirstOrThrow();
        for (const mac of customer.macs ?? []) {
          await tx
            .insertInto('devices')
            .values({ customer_id: id, mac, source: 'operator', added_by: 'Test' })
            .execute();
        }
        if (customer.servicePackageId !== undefined) {
          await tx
            .insertInto('subscriptions')
            .values({
              customer_id: id,
              service_package_id: customer.servicePackageId,
              starts_at: new Date(Date.now() - 1000),
              ends_at: new Date(Date.now() + 3600_000),
            })
            .execute();
        }
        announce('customers', [id]);
        return id;
      }),
    login: (login) =>
      ask(CODES['Access-Request'], (writer) => {
        writeLogin(
          writer,
          { service: 'pppoe', password: 'wonderland', method: 'pap', callingStationId: null, ...login },
          randomBytes,
        );
      }),
    async close() {
      await client.close();
      await role.stop();
      await database.close();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}

/** The public sentence of a Reject. */
export function replyMessage(reply: TestReply): string | null {
  return reply.packet?.text(rfc2865['Reply-Message']) ?? null;
}

function boundAddress(role: StartedRole, name: string): ListenAddress {
  const [address = '', port = ''] =
    role.listeners.find((listener) => listener.name === name)?.address.split(':') ?? [];
  return { address, port: Number(port) };
}
