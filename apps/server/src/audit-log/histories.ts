import type { Permission } from '@gatehouse/domain/operators/permissions';
import { type RawBuilder, sql } from 'kysely';

/** A thing whose entries are shown with it, to whoever may see it. */
type History = {
  readonly path: '/customers' | '/devices' | '/service-packages' | '/nas' | '/hotspot-zones';
  readonly permission: Permission;
  readonly noun: string;
  /** A row, if there is such a thing within reach. */
  readonly exists: (id: number) => RawBuilder<unknown>;
  /** Which entries `a` of the log are about it. */
  readonly about: (id: number) => RawBuilder<boolean>;
};

const ofSubject = (kind: string) => (id: number) =>
  sql<boolean>`(a.subject_kind = ${kind} and a.subject_id = ${String(id)})`;

/** To add one: a line here. */
export const HISTORIES: readonly History[] = [
  {
    path: '/customers',
    permission: 'customers.read',
    noun: 'customer, with their devices, packages and payments',
    exists: (id) => sql`select id from customers where id = ${id}`,
    about: (id) => sql<boolean>`a.customer_id = ${id}`,
  },
  {
    path: '/devices',
    permission: 'devices.read',
    noun: 'device, and to its address as a blocked one',
    exists: (id) => sql`select id from devices where id = ${id}`,
    about: (id) => sql<boolean>`(a.subject_kind, a.subject_id) in (
      select 'device', ${String(id)} union all select 'mac', upper(mac::text) from devices where id = ${id})`,
  },
  {
    path: '/service-packages',
    permission: 'service-packages.read',
    noun: 'package',
    exists: (id) => sql`select id from service_packages where id = ${id}`,
    about: ofSubject('service-package'),
  },
  {
    path: '/nas',
    permission: 'nas.read',
    noun: 'router',
    exists: (id) => sql`select id from nas where id = ${id}`,
    about: ofSubject('nas'),
  },
  {
    path: '/hotspot-zones',
    permission: 'hotspot-zones.read',
    noun: 'hotspot zone',
    exists: (id) => sql`select id from hotspot_zones where id = ${id}`,
    about: ofSubject('hotspot-zone'),
  },
];
