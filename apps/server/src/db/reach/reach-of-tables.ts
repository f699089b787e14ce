import type { Schema } from '../schema.ts';

/** Views under the names of the tables; whoever is limited has it before the tables' own schema. */
export const REACH_SCHEMA = 'gatehouse_reach';

/** Tables that only SQL knows. */
type OtherTable =
  | 'clone_sightings'
  | 'device_continuations'
  | 'devices_told_apart'
  | 'device_undos'
  | 'house_clock'
  | 'renewal_undos'
  | 'schema_migrations';

/**
 * Which rows of a table somebody with a limited reach works with: a condition on `t`. Rows can neither be read nor changed
 * without it being true, nor be made so that it is not, unless `adds` is `'anything'`. `'everything'`: it says nothing about
 * anybody. `'only-written'`: rows are added on the way, and never seen. `'nothing'`: as if it were empty.
 */
export type ReachOfTable =
  | { readonly where: string; readonly adds?: 'anything' }
  | 'everything'
  | 'only-written'
  | 'nothing';

const zone = (column: string): string =>
  `t.${column} = any ((select current_setting('gatehouse.zones')::bigint[])::bigint[])`;
const router = (column: string): string =>
  `t.${column} = any ((select current_setting('gatehouse.routers')::bigint[])::bigint[])`;
/** As the record of changes has them. */
const ids = (places: 'zones' | 'routers'): string =>
  `(select current_setting('gatehouse.${places}')::text[])`;
const own = (column: string): string =>
  `t.${column} = (select current_setting('gatehouse.operator')::bigint)`;
/** The row belongs to one that is in reach; those views are made before. */
const of = (table: keyof Schema, column: string, id = 'id'): string =>
  `exists (select from ${REACH_SCHEMA}.${table} r where r.${id} = t.${column})`;
const customer = of('customers', 'customer_id');
/** What a router told about nobody we know belongs to the router. */
const customerElseRouter = `case when t.customer_id is null then ${router('nas_id')} else ${customer} end`;
const device = `(${of('devices', 'device_id')} or ${of('removed_devices', 'device_id')})`;
const zonesOfPackage = 'select from service_package_zones z where z.service_package_id';
const zonesOutOfReach = `z.zone_id <> all ((select current_setting('gatehouse.zones')::bigint[])::bigint[])`;

/**
 * How reach limits every table, in an order in which each rests on those before it. A new table does not compile without a
 * line here; one that is not here at all is empty for whoever is limited.
 */
export const REACH_OF_TABLES: Readonly<Record<keyof Schema | OtherTable, ReachOfTable>> = {
  // Places: see `find-reach.ts` for which routers come with a zone.
  hotspot_zones: { where: zone('id') },
  nas: { where: router('id') },
  nas_hotspot_servers: { where: `${router('nas_id')} and ${zone('zone_id')}` },
  nas_signing_sources: { where: router('nas_id') },
  nas_health: { where: router('nas_id') },
  discards: { where: router('nas_id') },
  waiting_devices: { where: zone('zone_id') },
  portal_logos: { where: zone('zone_id') },
  hotspot_samples: { where: zone('zone_id') },
  portal_guesses: { where: zone('zone_id') },
  portal_visits: { where: zone('zone_id') },
  portal_codes: { where: zone('zone_id') },

  // Customers belong to the place they are at home in, and to nobody limited without one.
  customers: { where: `${zone('home_zone_id')} or ${router('home_nas_id')}` },
  devices: { where: customer },
  removed_devices: { where: customer },
  device_words: { where: of('devices', 'device_id') },
  device_notes: { where: device },
  device_mac_history: { where: customer },
  device_continuations: { where: device },
  device_undos: { where: customer },
  devices_told_apart: { where: customer },
  swap_windows: { where: customer },
  unrecognised_devices: { where: customer },
  review_findings: { where: customer },
  review_decisions: { where: customer },
  portal_tickets: { where: customer },
  portal_trials: { where: customer },
  portal_sign_ups: { where: customer },
  sessions: { where: customerElseRouter },
  attempts: { where: customerElseRouter },
  dynamic_authorization_requests: { where: customerElseRouter },
  subscriptions: { where: customer },
  renewal_undos: { where: customer },
  subscription_usage: { where: of('subscriptions', 'subscription_id') },
  payments: { where: customer },
  payment_events: { where: of('payments', 'payment_id') },

  // A block is for the whole house: only of a device that is or was in reach, and is nobody else's.
  blocked_macs: {
    where: `(${['devices', 'removed_devices', 'unrecognised_devices'].map((table) => `exists (select from ${REACH_SCHEMA}.${table} r where r.mac = t.mac)`).join(' or ')})
      and not exists (select from devices d where d.mac = t.mac and not exists (select from ${REACH_SCHEMA}.devices r where r.id = d.id))`,
  },

  // A package without zones is sold everywhere; vouchers only where they are good in no zone out of reach.
  service_packages: {
    where: `not exists (${zonesOfPackage} = t.id) or exists (${zonesOfPackage} = t.id and not ${zonesOutOfReach})`,
  },
  service_package_zones: { where: zone('zone_id') },
  voucher_batches: {
    where: `exists (${zonesOfPackage} = t.service_package_id)
      and not exists (${zonesOfPackage} = t.service_package_id and ${zonesOutOfReach})`,
  },
  vouchers: { where: of('voucher_batches', 'batch_id') },

  // One's own.
  operators: { where: own('id') },
  operator_places: { where: own('operator_id') },
  recovery_codes: { where: own('operator_id') },
  sign_ins: { where: own('operator_id') },
  known_places: { where: own('operator_id') },
  password_links: { where: own('operator_id') },
  saved_views: { where: own('operator_id') },
  list_choices: { where: own('operator_id') },
  bulk_actions: { where: `t.actor_kind = 'operator' and ${own('actor_id')}` },
  bulk_action_rows: { where: of('bulk_actions', 'bulk_action_id') },

  // What the house needs to work at all, and tells nothing of anybody.
  settings: 'everything',
  payment_methods: 'everything',
  radius_nodes: 'everything',
  open_sessions: 'everything',
  webhooks: 'everything',
  clock_corrections: 'everything',
  house_clock: 'everything',
  schema_migrations: 'everything',
  portal_tries: 'everything',
  change_feed: 'only-written',
  event_outbox: 'only-written',

  api_tokens: 'nothing',
  setup_tokens: 'nothing',
  import_batches: 'nothing',
  import_rows: 'nothing',
  clone_sightings: 'nothing',
  sms_gateway: 'nothing',
  mail_server: 'nothing',
  session_changes: 'nothing',
  radius_samples: 'nothing',
  homes_read: 'nothing',
  webhook_deliveries: 'nothing',
  webhook_sending: 'nothing',
  secret_keys: 'nothing',
  secret_key_holders: 'nothing',

  // Whose change it was does not matter where it is about a customer.
  audit_log: {
    where: `case when t.customer_id is not null then ${customer}
      else (t.actor_kind = 'operator' and ${own('actor_id')})
        or (t.subject_kind = 'nas' and ${ids('routers')} @> array[t.subject_id])
        or (t.subject_kind = 'hotspot-zone' and ${ids('zones')} @> array[t.subject_id]) end`,
    adds: 'anything',
  },
};
