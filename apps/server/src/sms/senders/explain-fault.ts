import { AskedForbidden, NoAnswerInTime } from './ask-over-http.ts';

/** What an operator is told who set a provider up: what happened, and where to look. */
export function explainFault(error: unknown, { host }: URL): string {
  if (error instanceof NoAnswerInTime)
    return `${host} did not answer in time. See whether it can be reached from this server, through its firewall.`;
  if (error instanceof AskedForbidden)
    return `${host} is never asked: it leads to the machine’s own link, a cloud’s metadata, the database or Gatehouse itself. Use the provider’s own address.`;
  const code = codeOf(error);
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return `There is no host ${host}, or this server cannot look names up. Check the address, then the server’s DNS.`;
  if (code === 'ECONNREFUSED')
    return `Nothing listens at ${host}. Check the address and its port; a phone on a shelf may be switched off.`;
  if (code === 'EHOSTUNREACH' || code === 'ENETUNREACH' || code === 'ETIMEDOUT')
    return `${host} cannot be reached from this server. Check the network between them.`;
  if (code === 'ECONNRESET' || code === 'EPIPE')
    return `${host} broke the connection off. Check whether it wants https:// or http://.`;
  if (CERTIFICATE.test(code))
    return `The certificate of ${host} cannot be trusted (${code}). It must be valid, for this name, and from a known authority.`;
  if (/^(EPROTO|ERR_SSL)/.test(code))
    return `${host} does not speak HTTPS at this port. Check whether it wants http://.`;
  return `${host} could not be asked (${code || String(error)}).`;
}

const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)/;

/** A refusal by its status (RFC 9110 §15). */
export function explainStatus(status: number, { host }: URL): string {
  const [happened, way] = words(status);
  return `${host} answered ${status}: ${happened}. ${way}`;
}

function words(status: number): readonly [string, string] {
  if (status >= 300 && status < 400)
    return ['it leads elsewhere', 'Use the address that it leads to; redirects are not followed.'];
  if (status === 401 || status === 403)
    return ['it refuses the key', 'Check the Authorization header, or the key in the address or body.'];
  if (status === 404 || status === 405 || status === 410)
    return [
      'there is nothing that takes messages',
      'Check the path of the address, and whether it wants a body.',
    ];
  if (status === 402) return ['it wants to be paid', 'Top up the account with the provider.'];
  if (status === 429) return ['too many messages', 'Wait, or ask the provider for more.'];
  if (status >= 400 && status < 500)
    return [
      'it did not understand the request',
      'Compare address, body and content type with the provider’s manual.',
    ];
  return ['it has trouble of its own', 'Try again later, or ask the provider.'];
}

function codeOf(error: unknown): string {
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
