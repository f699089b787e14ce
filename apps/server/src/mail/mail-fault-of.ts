import type { MailFault } from '@gatehouse/domain/mail/mail-faults';
import { AskedForbidden, NoAnswerInTime } from '../outgoing/ask-over-http.ts';

const SAID_MAX = 300;

type Told = { readonly fault: MailFault; readonly said: string | null };

/** What went wrong, and in which words the server said so. */
export function faultOf(error: unknown): Told {
  const { response, responseCode, command } = error as SmtpError;
  const said = lineOf(response ?? null);
  if (typeof responseCode === 'number') return { fault: faultOfAnswer(responseCode, command ?? ''), said };
  return { fault: faultOfConnection(error), said };
}

/** One line, to be read by a person. */
export function lineOf(text: string | null): string | null {
  const line = (text ?? '').replace(/[\s\p{Cc}\u202A-\u202E\u2066-\u2069]+/gu, ' ').trim();
  if (line === '') return null;
  return line.length > SAID_MAX ? `${line.slice(0, SAID_MAX)}…` : line;
}

/** What nodemailer says: its own code, and what the socket or the server had said before. */
type SmtpError = {
  readonly code?: string;
  readonly originalCode?: string;
  readonly response?: string;
  readonly responseCode?: number;
  readonly command?: string;
};

/** RFC 5321 §4.2.1: 4yz passes by itself. */
function faultOfAnswer(code: number, command: string): MailFault {
  if (code < 500) return 'not-now';
  // RFC 5321 §4.2.2: 500 to 504 mean the command itself.
  if (command.startsWith('AUTH')) return code <= 504 ? 'asks-no-password' : 'password-refused';
  if (command === 'STARTTLS') return 'no-starttls';
  if (command === 'MAIL FROM') return 'sender-refused';
  if (command === 'RCPT TO') return 'recipient-refused';
  return 'mail-refused';
}

const CERTIFICATES: Readonly<Record<string, MailFault>> = {
  CERT_HAS_EXPIRED: 'certificate-over',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate-other-name',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate-unknown',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificate-unknown',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate-unknown',
  UNABLE_TO_GET_ISSUER_CERT: 'certificate-unknown',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificate-unknown',
};

function faultOfConnection(error: unknown): MailFault {
  if (error instanceof AskedForbidden) return 'never-asked';
  if (error instanceof NoAnswerInTime) return 'no-answer';
  const { code = '', originalCode } = (
    error instanceof AggregateError ? error.errors[0] : error
  ) as SmtpError;
  const first = originalCode ?? code;
  const ofCertificate = CERTIFICATES[first];
  if (ofCertificate !== undefined) return ofCertificate;
  if (/CERT|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)/.test(first)) return 'certificate-bad';
  switch (first) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EDNS':
      return 'unknown-host';
    case 'ECONNREFUSED':
      return 'nothing-listens';
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return 'unreachable';
    case 'ETIMEDOUT':
      return 'no-answer';
    case 'ECONNRESET':
    case 'EPIPE':
    case 'ECONNECTION':
      return 'broken-off';
    case 'ETLS':
      return 'no-starttls';
    case 'EAUTH':
    case 'ENOAUTH':
      return 'asks-no-password';
  }
  return /^(EPROTO|ERR_SSL)/.test(first) ? 'no-tls-here' : 'failed';
}
