import type {
  AttemptKind,
  CustomerKind,
  CustomerStatus,
  MacBindingMode,
} from '@gatehouse/domain/access/access-facts';
import type {
  NotSentReason,
  RequestKind,
  RequestReason,
  RequestState,
} from '@gatehouse/domain/dynamic-authorization/request-words';
import type { EventType } from '@gatehouse/domain/events/event-types';
import type { HexColor } from '@gatehouse/domain/hotspot-zones/portal-colors';
import type { Language, TextsByLanguage } from '@gatehouse/domain/hotspot-zones/portal-languages';
import type { PaymentState, ReviewReason } from '@gatehouse/domain/payments/payment-words';
import type { BulkKind, BulkOutcome, BulkState } from '@gatehouse/domain/devices/bulk-words';
import type {
  ImportFormat,
  ImportKind,
  ImportMode,
  ImportOutcome,
  ImportState,
} from '@gatehouse/domain/imports/import-words';
import type { ListScreen } from '@gatehouse/domain/lists/list-screens';
import type { Said } from '@gatehouse/domain/said/said';
import type { ValidFrom } from '@gatehouse/domain/service-packages/validity';
import type { ColumnType, GeneratedAlways, Insertable, Selectable, Updateable } from 'kysely';

/**
 * The tables of migrations/, as queries see them. `bigint`, `numeric` and counts arrive as `number`, times as
 * `Date`, `macaddr` as 'aa:bb:cc:dd:ee:ff', `inet` and `cidr` as text, `bytea` as `Buffer`.
 */
export type Schema = {
  operators: OperatorsTable;
  operator_places: OperatorPlacesTable;
  sign_ins: SignInsTable;
  known_places: KnownPlacesTable;
  recovery_codes: RecoveryCodesTable;
  api_tokens: ApiTokensTable;
  password_links: PasswordLinksTable;
  setup_tokens: SetupTokensTable;
  audit_log: AuditLogTable;
  service_packages: ServicePackagesTable;
  service_package_zones: ServicePackageZonesTable;
  hotspot_zones: HotspotZonesTable;
  portal_logos: PortalLogosTable;
  portal_visits: PortalVisitsTable;
  portal_tickets: PortalTicketsTable;
  portal_trials: PortalTrialsTable;
  portal_codes: PortalCodesTable;
  portal_sign_ups: PortalSignUpsTable;
  hotspot_samples: HotspotSamplesTable;
  secret_keys: SecretKeysTable;
  secret_key_holders: SecretKeyHoldersTable;
  portal_tries: PortalTriesTable;
  portal_guesses: PortalGuessesTable;
  voucher_batches: VoucherBatchesTable;
  vouchers: VouchersTable;
  payment_methods: PaymentMethodsTable;
  payments: PaymentsTable;
  payment_events: PaymentEventsTable;
  sms_gateway: SmsGatewayTable;
  mail_server: MailServerTable;
  waiting_devices: WaitingDevicesTable;
  nas: NasTable;
  nas_hotspot_servers: NasHotspotServersTable;
  nas_signing_sources: NasSigningSourcesTable;
  customers: CustomersTable;
  homes_read: HomesReadTable;
  subscriptions: SubscriptionsTable;
  devices: DevicesTable;
  removed_devices: RemovedDevicesTable;
  import_batches: ImportBatchesTable;
  import_rows: ImportRowsTable;
  device_words: DeviceWordsTable;
  bulk_actions: BulkActionsTable;
  bulk_action_rows: BulkActionRowsTable;
  blocked_macs: BlockedMacsTable;
  device_mac_history: DeviceMacHistoryTable;
  device_notes: DeviceNotesTable;
  swap_windows: SwapWindowsTable;
  unrecognised_devices: UnrecognisedDevicesTable;
  review_findings: ReviewFindingsTable;
  review_decisions: ReviewDecisionsTable;
  sessions: SessionsTable;
  subscription_usage: SubscriptionUsageTable;
  open_sessions: OpenSessionsTable;
  session_changes: SessionChangesTable;
  attempts: AttemptsTable;
  discards: DiscardsTable;
  nas_health: NasHealthTable;
  radius_nodes: RadiusNodesTable;
  radius_samples: RadiusSamplesTable;
  change_feed: ChangeFeedTable;
  clock_corrections: ClockCorrectionsTable;
  settings: SettingsTable;
  saved_views: SavedViewsTable;
  list_choices: ListChoicesTable;
  webhooks: WebhooksTable;
  event_outbox: EventOutboxTable;
  webhook_deliveries: WebhookDeliveriesTable;
  webhook_sending: WebhookSendingTable;
  dynamic_authorization_requests: DynamicAuthorizationRequestsTable;
};

/** One row of a table, as read, as inserted, as changed: `Row<'devices'>`. */
export type Row<T extends keyof Schema> = Selectable<Schema[T]>;
export type NewRow<T extends keyof Schema> = Insertable<Schema[T]>;
export type RowChange<T extends keyof Schema> = Updateable<Schema[T]>;

export type OperatorRole = 'owner' | 'manager' | 'support' | 'sales' | 'read-only';
export const actorKinds = ['operator', 'api-token', 'cli', 'radius', 'job', 'set-up', 'customer'] as const;
export type ActorKind = (typeof actorKinds)[number];
export type LogoType = 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp';
export type DeviceSource = 'operator' | 'api-token' | 'import' | 'hotspot' | 'learned' | 'customer';

type Time = ColumnType<Date, Date | string, Date | string>;
type TimeWithDefault = ColumnType<Date, Date | string | undefined, Date | string>;
type WithDefault<T> = ColumnType<T, T | undefined, T>;
type Optional<T> = ColumnType<T | null, T | null | undefined, T | null>;
type OptionalTime = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
type Bytes = ColumnType<Buffer, Uint8Array, Uint8Array>;
type OptionalBytes = ColumnType<Buffer | null, Uint8Array | null | undefined, Uint8Array | null>;
/** Written as JSON text, read as the value. */
type Json<T> = ColumnType<T, string, string>;
type JsonWithDefault<T> = ColumnType<T, string | undefined, string>;
/** What a sentence beside it says; `null` where only that was kept. */
type SaidColumn = ColumnType<Said | null, string | null | undefined, string | null>;

type OperatorsTable = {
  id: GeneratedAlways<number>;
  name: string;
  username: string;
  username_key: string;
  password_hash: string | null;
  role: OperatorRole;
  status: WithDefault<'active' | 'disabled'>;
  language: Optional<Language>;
  created_at: TimeWithDefault;
  limited: WithDefault<boolean>;
  totp_cipher: OptionalBytes;
  totp_since: OptionalTime;
  totp_step: Optional<number>;
  totp_offered_cipher: OptionalBytes;
  totp_offered_at: OptionalTime;
  sign_ins_without: WithDefault<number>;
  email: Optional<string>;
  last_seen_at: OptionalTime;
  left_getting_started_at: OptionalTime;
};

type PasswordLinksTable = {
  token_hash: Bytes;
  operator_id: number;
  way: 'given' | 'mailed';
  created_at: TimeWithDefault;
  expires_at: Time;
  left_getting_started_at: OptionalTime;
};

/** A zone or a router. */
type OperatorPlacesTable = {
  operator_id: number;
  zone_id: Optional<number>;
  nas_id: Optional<number>;
};

type RecoveryCodesTable = {
  operator_id: number;
  code_hash: Bytes;
};

type SignInsTable = {
  id: GeneratedAlways<number>;
  operator_id: number;
  token_hash: Bytes;
  created_at: TimeWithDefault;
  last_used_at: TimeWithDefault;
  expires_at: Time;
  source_address: Optional<string>;
  user_agent: Optional<string>;
  proved_at: TimeWithDefault;
  second_factor_due: WithDefault<boolean>;
};

type KnownPlacesTable = {
  operator_id: number;
  place: string;
  last_at: TimeWithDefault;
};

type ApiTokensTable = {
  id: GeneratedAlways<number>;
  name: string;
  role: OperatorRole;
  token_hash: Bytes;
  created_at: TimeWithDefault;
  last_used_at: OptionalTime;
  revoked_at: OptionalTime;
  permissions: Optional<string[]>;
  expires_at: OptionalTime;
  hint: Optional<string>;
  created_by: Optional<string>;
  last_used_from: Optional<string>;
};

type SetupTokensTable = {
  token_hash: Bytes;
  created_at: TimeWithDefault;
  used_at: OptionalTime;
};

type AuditLogTable = {
  id: GeneratedAlways<number>;
  at: TimeWithDefault;
  actor_kind: ActorKind;
  actor_id: Optional<number>;
  actor_name: string;
  action: string;
  subject_kind: string;
  subject_id: string;
  customer_id: Optional<number>;
  before: ColumnType<unknown, string | null | undefined, string | null>;
  after: ColumnType<unknown, string | null | undefined, string | null>;
  source_address: Optional<string>;
  why: Optional<string>;
  /** What it is about as that was called then; the database finds it where nothing is said. */
  subject_name: Optional<string>;
  customer_name: Optional<string>;
};

type ServicePackagesTable = {
  id: GeneratedAlways<number>;
  name: string;
  kind: CustomerKind;
  rate_down_kbps: Optional<number>;
  rate_up_kbps: Optional<number>;
  validity_seconds: Optional<number>;
  valid_from: WithDefault<ValidFrom>;
  online_seconds: Optional<number>;
  quota_bytes: Optional<number>;
  device_limit: Optional<number>;
  session_limit: Optional<number>;
  mac_binding: Optional<MacBindingMode>;
  framed_pool: Optional<string>;
  private_mac_policy: WithDefault<'allow' | 'warn' | 'refuse'>;
  price_minor: Optional<number>;
  currency: Optional<string>;
  created_at: TimeWithDefault;
  trial: WithDefault<boolean>;
};

type ServicePackageZonesTable = {
  service_package_id: number;
  zone_id: number;
};

type HotspotZonesTable = {
  id: GeneratedAlways<number>;
  name: string;
  ssid: string;
  mac_login: WithDefault<boolean>;
  mac_password_cipher: OptionalBytes;
  uam_secret_cipher: OptionalBytes;
  uam_pap: WithDefault<boolean>;
  gateway_hosts: WithDefault<string[]>;
  registration: WithDefault<'off' | 'code' | 'open'>;
  phone_country_code: Optional<string>;
  roaming_group: Optional<string>;
  created_at: TimeWithDefault;
  portal_name: Optional<string>;
  accent_color: Optional<HexColor>;
  portal_languages: WithDefault<Language[]>;
  default_language: WithDefault<Language>;
  welcome_texts: JsonWithDefault<TextsByLanguage>;
  terms_texts: JsonWithDefault<TextsByLanguage>;
  terms_url: Optional<string>;
};

type PortalLogosTable = {
  zone_id: number;
  type: LogoType;
  octets: Bytes;
  hash: string;
  width: number;
  height: number;
};

type PortalVisitsTable = {
  id: GeneratedAlways<number>;
  token_hash: Bytes;
  return_hash: Bytes;
  zone_id: number;
  redirect: Json<unknown>;
  mac_hint: Optional<string>;
  language: string;
  customer_id: Optional<number>;
  source_address: Optional<string>;
  created_at: TimeWithDefault;
  expires_at: Time;
  wanted_package_id: Optional<number>;
};

type PortalTicketsTable = {
  id: GeneratedAlways<number>;
  username: string;
  password_cipher: Bytes;
  visit_id: number;
  customer_id: number;
  zone_id: number;
  mac_hint: Optional<string>;
  created_at: TimeWithDefault;
  expires_at: Time;
  used_at: OptionalTime;
  used_mac: Optional<string>;
  continues_device_id: Optional<number>;
};

type WaitingDevicesTable = {
  zone_id: number;
  node_id: string;
  at: Time;
  devices: Json<unknown>;
};

type PortalTrialsTable = {
  id: GeneratedAlways<number>;
  service_package_id: number;
  customer_id: number;
  phone: Optional<string>;
  mac: Optional<string>;
  at: TimeWithDefault;
};

type PortalCodesTable = {
  id: GeneratedAlways<number>;
  visit_id: Optional<number>;
  zone_id: number;
  mac_hint: Optional<string>;
  phone: string;
  code_hash: Bytes;
  source_address: Optional<string>;
  tries: WithDefault<number>;
  created_at: TimeWithDefault;
  expires_at: Time;
  used_at: OptionalTime;
};

type PortalTriesTable = {
  key: string;
  count: number;
  ends_at: Time;
};

type PortalGuessesTable = {
  span_at: Time;
  zone_id: number;
  source_address: string;
  wrong: WithDefault<number>;
  refused: WithDefault<number>;
};

type PortalSignUpsTable = {
  customer_id: number;
  zone_id: number;
  at: TimeWithDefault;
};

type HotspotSamplesTable = {
  /** 0: all zones together. */
  zone_id: number;
  at: Time;
  online: number;
  packages_in_use: number;
};

type SmsGatewayTable = {
  only_one: WithDefault<boolean>;
  url_host: string;
  cipher: Bytes;
  changed_at: TimeWithDefault;
  changed_by: string;
  last_sent_at: OptionalTime;
  last_failed_at: OptionalTime;
  last_fault: Optional<string>;
};

type MailServerTable = {
  only_one: WithDefault<boolean>;
  host: string;
  port: number;
  security: 'tls' | 'starttls' | 'none';
  username: Optional<string>;
  password_cipher: OptionalBytes;
  sender_address: string;
  sender_name: string;
  app_url: string;
  changed_at: TimeWithDefault;
  changed_by: string;
  last_sent_at: OptionalTime;
  last_failed_at: OptionalTime;
  last_fault: Optional<string>;
  last_said: Optional<string>;
};

type VoucherBatchesTable = {
  id: GeneratedAlways<number>;
  name: string;
  service_package_id: number;
  code_length: number;
  voucher_count: number;
  amount_minor: Optional<number>;
  currency: Optional<string>;
  valid_until: OptionalTime;
  made_by: string;
  created_at: TimeWithDefault;
  revoked_at: OptionalTime;
  revoked_by: Optional<string>;
  revoke_reason: Optional<string>;
};

type VouchersTable = {
  id: GeneratedAlways<number>;
  batch_id: number;
  serial: number;
  code_hash: Bytes;
  redeemed_at: OptionalTime;
  customer_id: Optional<number>;
  subscription_id: Optional<number>;
  zone_id: Optional<number>;
  revoked_at: OptionalTime;
};

type PaymentMethodsTable = {
  id: GeneratedAlways<number>;
  provider: string;
  name: string;
  settings_cipher: Bytes;
  callback_token: string;
  currencies: WithDefault<string[]>;
  enabled: WithDefault<boolean>;
  position: WithDefault<number>;
  created_at: TimeWithDefault;
  removed_at: OptionalTime;
};

type PaymentsTable = {
  id: GeneratedAlways<number>;
  idempotency_key: string;
  customer_id: number;
  service_package_id: number;
  package_name: string;
  zone_id: Optional<number>;
  visit_id: Optional<number>;
  payment_method_id: number;
  amount_minor: number;
  currency: string;
  begun_at: OptionalTime;
  state: PaymentState;
  review_reason: Optional<ReviewReason>;
  provider_reference: Optional<string>;
  asked_phone: Optional<string>;
  pay_url: Optional<string>;
  entered_reference: Optional<string>;
  told_minor: Optional<number>;
  told_currency: Optional<string>;
  received_minor: Optional<number>;
  received_currency: Optional<string>;
  continues_id: Optional<number>;
  paid_at: OptionalTime;
  subscription_id: Optional<number>;
  not_granted: Optional<string>;
  decided_by: Optional<string>;
  decided_at: OptionalTime;
  decision_reason: Optional<string>;
  refunded_at: OptionalTime;
  refunded_minor: Optional<number>;
  refunded_by: Optional<string>;
  refund_reason: Optional<string>;
  refund_reference: Optional<string>;
  asked_times: WithDefault<number>;
  asked_at: OptionalTime;
  ask_at: OptionalTime;
  created_at: TimeWithDefault;
  expires_at: Time;
};

type PaymentEventsTable = {
  id: GeneratedAlways<number>;
  payment_id: Optional<number>;
  payment_method_id: Optional<number>;
  kind: string;
  event_id: Optional<string>;
  outcome: string;
  facts: ColumnType<unknown, string | null | undefined, string | null>;
  source_address: Optional<string>;
  at: TimeWithDefault;
};

type NasTable = {
  id: GeneratedAlways<number>;
  name: string;
  address: string;
  secret_cipher: Bytes;
  previous_secret_cipher: OptionalBytes;
  vendor: string;
  zone_id: Optional<number>;
  message_authenticator: WithDefault<'required' | 'learn' | 'off'>;
  proxy: WithDefault<boolean>;
  coa_port: number;
  created_at: TimeWithDefault;
  unsigned_until: OptionalTime;
  kit_ran_at: OptionalTime;
  router_version: Optional<string>;
};

type NasSigningSourcesTable = {
  nas_id: number;
  source_address: string;
  learned_at: Time;
};

type NasHotspotServersTable = {
  nas_id: number;
  server_name: string;
  zone_id: number;
};

type CustomersTable = {
  id: GeneratedAlways<number>;
  name: string;
  username: string;
  username_key: string;
  password_cipher: Bytes;
  kind: CustomerKind;
  status: WithDefault<CustomerStatus>;
  mac_binding: Optional<MacBindingMode>;
  device_limit: Optional<number>;
  session_limit: Optional<number>;
  framed_ip_address: Optional<string>;
  phone: Optional<string>;
  email: Optional<string>;
  created_at: TimeWithDefault;
  search_text: GeneratedAlways<string>;
  proved_phone: Optional<string>;
  home_zone_id: Optional<number>;
  home_nas_id: Optional<number>;
  home_by_hand: WithDefault<boolean>;
};

type HomesReadTable = {
  is_only: WithDefault<boolean>;
  session_id: number;
};

type SubscriptionsTable = {
  id: GeneratedAlways<number>;
  customer_id: number;
  service_package_id: number;
  starts_at: TimeWithDefault;
  ends_at: OptionalTime;
  waiting_seconds: Optional<number>;
  created_at: TimeWithDefault;
  reason: Optional<string>;
  carried_from: Optional<number>;
  carried_seconds: WithDefault<number>;
};

type DevicesTable = {
  id: GeneratedAlways<number>;
  customer_id: number;
  mac: string;
  type: Optional<string>;
  label: Optional<string>;
  source: DeviceSource;
  added_by: string;
  added_at: TimeWithDefault;
  over_limit: WithDefault<boolean>;
  last_seen_at: OptionalTime;
  mac_login_paused_at: OptionalTime;
  zone_ids: WithDefault<number[]>;
  /** 'c4e9841f220a' */
  mac_digits: GeneratedAlways<string>;
};

type RemovedDevicesTable = {
  id: number;
  customer_id: number;
  mac: string;
  type: Optional<string>;
  label: Optional<string>;
  source: DeviceSource;
  added_by: string;
  added_at: Time;
  over_limit: boolean;
  last_seen_at: OptionalTime;
  mac_login_paused_at: OptionalTime;
  zone_ids: number[];
  removed_by: string;
  removed_at: TimeWithDefault;
};

type BlockedMacsTable = {
  mac: string;
  reason: Optional<string>;
  blocked_by: string;
  blocked_at: TimeWithDefault;
};

type UnrecognisedDevicesTable = {
  id: GeneratedAlways<number>;
  customer_id: number;
  mac: string;
  first_at: Time;
  last_at: Time;
  refused_count: WithDefault<number>;
  observed_count: WithDefault<number>;
  count: GeneratedAlways<number>;
  last_reason: string;
  last_nas_id: Optional<number>;
  ignored_at: OptionalTime;
  ignored_by: Optional<string>;
  ignored_count: Optional<number>;
};

type ReviewFindingsTable = {
  id: GeneratedAlways<number>;
  device_id: number;
  rule: string;
  customer_id: number;
  since: Time;
  fingerprint: string;
  facts: JsonWithDefault<unknown>;
  kept_id: Optional<number>;
};

type ReviewDecisionsTable = {
  id: GeneratedAlways<number>;
  device_id: number;
  rule: string;
  customer_id: number;
  mac: string;
  name: Optional<string>;
  fingerprint: string;
  facts: JsonWithDefault<unknown>;
  decision: 'keep' | 'remove';
  decided_by: string;
  decided_at: TimeWithDefault;
  undone_by: Optional<string>;
  undone_at: OptionalTime;
};

type DeviceMacHistoryTable = {
  id: GeneratedAlways<number>;
  device_id: number;
  customer_id: number;
  old_mac: string;
  new_mac: string;
  cause: 'replaced' | 'swap-window' | 'continued';
  before: Json<unknown>;
  taken: ColumnType<unknown, string | null | undefined, string | null>;
  retired_id: Optional<number>;
  window_id: Optional<number>;
  changed_by: string;
  changed_at: TimeWithDefault;
  undone_at: OptionalTime;
};

type DeviceNotesTable = {
  id: GeneratedAlways<number>;
  device_id: number;
  text: string;
  added_by: string;
  added_at: TimeWithDefault;
};

type SwapWindowsTable = {
  id: GeneratedAlways<number>;
  customer_id: number;
  device_id: Optional<number>;
  opened_by: string;
  opened_at: TimeWithDefault;
  ends_at: Time;
  used_at: OptionalTime;
  used_mac: Optional<string>;
  used_device_id: Optional<number>;
  closed_at: OptionalTime;
  closed_by: Optional<string>;
  gave_way_to: Optional<number>;
};

type SessionsTable = {
  id: GeneratedAlways<number>;
  /** 53 bits, so that it is a JS number too. */
  identity_hash: number;
  nas_id: Optional<number>;
  source_address: string;
  nas_identifier: string;
  acct_session_id: string;
  username: string;
  calling_station_id: string;
  mac: Optional<string>;
  customer_id: Optional<number>;
  subscription_id: Optional<number>;
  framed_ip_address: Optional<string>;
  nas_port_id: Optional<string>;
  called_station_id: Optional<string>;
  started_at: Time;
  last_event_start_at: Time;
  last_heard_at: Time;
  ended_at: OptionalTime;
  terminate_cause: Optional<string>;
  session_seconds: WithDefault<number>;
  input_bytes: WithDefault<number>;
  output_bytes: WithDefault<number>;
  input_packets: WithDefault<number>;
  output_packets: WithDefault<number>;
};

type SubscriptionUsageTable = {
  subscription_id: number;
  used_bytes: number;
  used_seconds: WithDefault<number>;
};

type OpenSessionsTable = {
  source_address: string;
  session_ids: number[];
};

type SessionChangesTable = {
  id: GeneratedAlways<number>;
  at: TimeWithDefault;
  node_id: Optional<string>;
  writer: Optional<number>;
  session_ids: number[];
};

type AttemptsTable = {
  id: string;
  first_at: Time;
  at: Time;
  count: number;
  node_id: string;
  kind: AttemptKind;
  customer_id: Optional<number>;
  username: string;
  mac: Optional<string>;
  calling_station_id: string;
  nas_id: Optional<number>;
  outcome: 'accept' | 'reject';
  reason: Optional<string>;
  facts: Json<unknown>;
};

type DiscardsTable = {
  source_address: string;
  reason: string;
  nas_id: Optional<number>;
  first_at: Time;
  last_at: Time;
  count: number;
};

type NasHealthTable = {
  nas_id: number;
  node_id: string;
  last_request_at: OptionalTime;
  last_accept_at: OptionalTime;
  last_accounting_at: OptionalTime;
  last_verified_at: OptionalTime;
  last_unverified_at: OptionalTime;
  unverified_since_verified: WithDefault<number>;
  wrong_passwords_since_verified: WithDefault<number>;
  accepts_since_accounting: WithDefault<number>;
  requests_without_message_auth: WithDefault<number>;
  last_without_message_auth_at: OptionalTime;
  last_interim_at: OptionalTime;
  last_mac_login_at: OptionalTime;
};

type RadiusNodesTable = {
  id: string;
  name: string;
  started_at: Time;
  heartbeat_at: Time;
  /** A `pg_snapshot` in its text form. */
  applied_snapshot: Optional<string>;
  stats: ColumnType<Record<string, unknown>, string | undefined, string>;
};

type RadiusSamplesTable = {
  node_id: string;
  step_seconds: number;
  at: Time;
  seconds: number;
  sample: Json<unknown>;
};

type ClockCorrectionsTable = {
  id: GeneratedAlways<number>;
  step_ms: number;
  from_time: Time;
  to_time: Time;
  confirmed_by: string;
};

type ChangeFeedTable = {
  id: GeneratedAlways<number>;
  /** A full transaction id in decimal; the default is the writing transaction's own. */
  xid: ColumnType<string, string | undefined, never>;
  at: TimeWithDefault;
  entity: string;
  ids: number[];
};

type ImportBatchesTable = {
  id: GeneratedAlways<number>;
  kind: ImportKind;
  format: ImportFormat;
  state: ImportState;
  file_name: string;
  encoding: string;
  content_cipher: OptionalBytes;
  options: Json<unknown>;
  revision: WithDefault<number>;
  mode: Optional<ImportMode>;
  row_count: WithDefault<number>;
  done_count: WithDefault<number>;
  verdict_counts: JsonWithDefault<Record<string, number>>;
  outcome_counts: JsonWithDefault<Record<string, number>>;
  package_names: JsonWithDefault<{ name: string; count: number }[]>;
  fault: Optional<string>;
  fault_said: SaidColumn;
  pending_nodes: WithDefault<string[]>;
  worked_until: OptionalTime;
  actor_kind: string;
  actor_id: Optional<number>;
  actor_name: string;
  actor_role: Optional<string>;
  source_address: Optional<string>;
  actor_why: Optional<string>;
  created_by: string;
  created_at: TimeWithDefault;
  applied_by: Optional<string>;
  applied_at: OptionalTime;
  undone_by: Optional<string>;
  undone_at: OptionalTime;
};

type ImportRowsTable = {
  batch_id: number;
  line: number;
  subject: string;
  entry: ColumnType<unknown, string | null, string | null>;
  password_cipher: OptionalBytes;
  verdict: string;
  sentence: WithDefault<string>;
  sentence_said: SaidColumn;
  basis: Optional<string>;
  outcome: Optional<ImportOutcome>;
  undo: ColumnType<unknown, string | null, string | null>;
};

/** Kept by triggers on `devices`: what lists search and sort by. */
type DeviceWordsTable = {
  device_id: GeneratedAlways<number>;
  words: GeneratedAlways<string>;
  type_key: GeneratedAlways<string>;
  label_key: GeneratedAlways<string>;
  added_by_key: GeneratedAlways<string>;
  zone_ids: GeneratedAlways<number[]>;
};

type BulkActionsTable = {
  id: GeneratedAlways<number>;
  action: BulkKind;
  fields: Json<unknown>;
  filter: ColumnType<unknown, string | null, string | null>;
  request_hash: string;
  state: BulkState;
  total: number;
  done_count: WithDefault<number>;
  outcome_counts: JsonWithDefault<Record<string, number>>;
  pending_nodes: WithDefault<string[]>;
  worked_until: OptionalTime;
  actor_kind: string;
  actor_id: Optional<number>;
  actor_name: string;
  actor_role: Optional<string>;
  source_address: Optional<string>;
  actor_why: Optional<string>;
  created_by: string;
  created_at: TimeWithDefault;
  ended_at: OptionalTime;
  undone_by: Optional<string>;
  undone_at: OptionalTime;
};

type BulkActionRowsTable = {
  bulk_action_id: number;
  device_id: number;
  customer_id: number;
  mac: string;
  name: Optional<string>;
  outcome: Optional<BulkOutcome>;
  code: Optional<string>;
  reason: Optional<string>;
  reason_said: SaidColumn;
  undo: ColumnType<unknown, string | null, string | null>;
};

type SettingsTable = {
  name: string;
  value: Json<unknown>;
  changed_at: TimeWithDefault;
  changed_by: string;
};

type SavedViewsTable = {
  id: GeneratedAlways<number>;
  screen: ListScreen;
  name: string;
  query: Json<Readonly<Record<string, string>>>;
  /** `null`: everybody's. */
  operator_id: Optional<number>;
  created_by: string;
  created_at: TimeWithDefault;
  changed_at: TimeWithDefault;
};

type ListChoicesTable = {
  operator_id: number;
  screen: ListScreen;
  /** `null`: as the list comes. */
  columns: Optional<string[]>;
  default_view_id: Optional<number>;
  changed_at: TimeWithDefault;
};

type WebhooksTable = {
  id: GeneratedAlways<number>;
  name: string;
  url_host: string;
  cipher: Buffer;
  events: EventType[];
  enabled: WithDefault<boolean>;
  disabled_why: Optional<string>;
  failing_since: OptionalTime;
  last_delivered_at: OptionalTime;
  last_fault: Optional<string>;
  let_go: WithDefault<number>;
  added_by: string;
  added_at: TimeWithDefault;
};

type WebhookSendingTable = {
  the_only: WithDefault<boolean>;
  sender: string;
  until: Date;
};

type EventOutboxTable = {
  id: GeneratedAlways<number>;
  at: TimeWithDefault;
  audit_id: Optional<number>;
  type: Optional<string>;
  data: ColumnType<Readonly<Record<string, unknown>> | null, string | null | undefined, string | null>;
};

type WebhookDeliveriesTable = {
  id: GeneratedAlways<number>;
  webhook_id: number;
  event_id: string;
  lane: number;
  type: EventType | 'test';
  occurred_at: TimeWithDefault;
  body: string;
  state: WithDefault<'waiting' | 'delivered' | 'failed'>;
  tries: WithDefault<number>;
  next_at: TimeWithDefault;
  taken_by: Optional<string>;
  last_at: OptionalTime;
  last_status: Optional<number>;
  last_ms: Optional<number>;
  last_said: Optional<string>;
  last_fault: Optional<string>;
};

type DynamicAuthorizationRequestsTable = {
  id: GeneratedAlways<number>;
  kind: RequestKind;
  reason: RequestReason;
  session_id: number;
  customer_id: Optional<number>;
  nas_id: Optional<number>;
  source_address: string;
  lasts_until: OptionalTime;
  requested_by: string;
  requested_at: TimeWithDefault;
  /** A full transaction id in decimal. */
  in_force_xid: Optional<string>;
  state: WithDefault<RequestState>;
  node_id: Optional<string>;
  taken_at: OptionalTime;
  finished_at: OptionalTime;
  tries: WithDefault<number>;
  error_cause: Optional<number>;
  unverified: WithDefault<number>;
  unexpected_code: Optional<number>;
  not_sent_reason: Optional<NotSentReason>;
  subscription_id: Optional<number>;
  keeps_end: WithDefault<boolean>;
};

type SecretKeysTable = {
  number: GeneratedAlways<number>;
  id: string;
  current_since: TimeWithDefault;
  resealed_at: OptionalTime;
};

type SecretKeyHoldersTable = {
  id: string;
  kind: 'radius' | 'web';
  host: string;
  known: string[];
  sealing: string;
  seen_at: TimeWithDefault;
};
