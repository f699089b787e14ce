import { type Said, said } from '@gatehouse/domain/said/said';

/** A refusal by its status (RFC 9110 §15): what happened, and what to do. */
export function explainStatus(code: number, { host }: URL): Said {
  const status = String(code);
  if (code >= 300 && code < 400) return said('smsElsewhere', { host, status });
  if (code === 401 || code === 403) return said('smsKeyRefused', { host, status, header: 'Authorization' });
  if (code === 404 || code === 405 || code === 410) return said('smsNothingThere', { host, status });
  if (code === 402) return said('smsToPay', { host, status });
  if (code === 429) return said('smsTooMany', { host, status });
  if (code >= 400 && code < 500) return said('smsNotUnderstood', { host, status });
  return said('smsTrouble', { host, status });
}
