import { type Said, said } from '@gatehouse/domain/said/said';
import { AskedForbidden, NoAnswerInTime } from './ask-over-http.ts';

/** What an operator is told who set a provider or a webhook up: what happened, and where to look. */
export function explainFault(error: unknown, { host }: URL): Said {
  if (error instanceof NoAnswerInTime) return said('askedNoAnswer', { host });
  if (error instanceof AskedForbidden) return said('askedForbidden', { host });
  const code = codeOf(error);
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return said('askedNoHost', { host });
  if (code === 'ECONNREFUSED') return said('askedNothingListens', { host });
  if (code === 'EHOSTUNREACH' || code === 'ENETUNREACH' || code === 'ETIMEDOUT')
    return said('askedUnreachable', { host });
  if (code === 'ECONNRESET' || code === 'EPIPE')
    return said('askedBrokenOff', { host, secure: 'https://', plain: 'http://' });
  if (CERTIFICATE.test(code)) return said('askedUntrusted', { host, code });
  if (/^(EPROTO|ERR_SSL)/.test(code)) return said('askedNoHttps', { host, plain: 'http://' });
  return said('askedInVain', { host, code: code || String(error) });
}

const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)/;

function codeOf(error: unknown): string {
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
