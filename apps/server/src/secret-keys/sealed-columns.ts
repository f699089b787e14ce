import type { SecretContext } from '../secrets.ts';

export type SealedColumn = {
  readonly table: string;
  /** What its rows are told apart by. */
  readonly key: readonly string[];
  readonly column: string;
  readonly context: SecretContext;
};

const column = (table: string, column: string, context: SecretContext, key = ['id']): SealedColumn => ({
  table,
  key,
  column,
  context,
});

/** Everywhere that something sealed lies in the database. A test knows when one is missing. */
export const sealedColumns: readonly SealedColumn[] = [
  column('nas', 'secret_cipher', 'nas-secret'),
  column('nas', 'previous_secret_cipher', 'nas-secret'),
  column('hotspot_zones', 'mac_password_cipher', 'mac-password'),
  column('hotspot_zones', 'uam_secret_cipher', 'uam-secret'),
  column('sms_gateway', 'cipher', 'sms-gateway', ['only_one']),
  column('mail_server', 'password_cipher', 'mail-password', ['only_one']),
  column('payment_methods', 'settings_cipher', 'payment-method'),
  column('webhooks', 'cipher', 'webhook'),
  column('operators', 'totp_cipher', 'totp'),
  column('operators', 'totp_offered_cipher', 'totp'),
  column('portal_tickets', 'password_cipher', 'portal-ticket'),
  column('import_batches', 'content_cipher', 'import-file'),
  column('import_rows', 'password_cipher', 'network-password', ['batch_id', 'line']),
  column('customers', 'password_cipher', 'network-password'),
];
