import { AskedForbidden, NoAnswerInTime } from './ask-over-http.ts';

/** What an operator is told who set a provider or a webhook up: what happened, and where to look. */
export function explainFault(error: unknown, { host }: URL): string {
  if (error instanceof NoAnswerInTime)
    return `${host} did not answer in time. See whether it can be reached from this server, through its firewall.`;
  if (error instanceof AskedForbidden)
    return `${host} is never asked: it leads to the machine’s own link, a cloud’s metadata, the database or Gatehouse itself. Use the address of whoever is to be asked.`;
  const code = codeOf(error);
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return `There is no host ${host}, or this server cannot look names up. Check the address, then the server’s DNS.`;
  if (code === 'ECONNREFUSED')
    return `Nothing listens at ${host}. Check the address and its port, and whether the program or the phone there is switched on.`;
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

function codeOf(error: unknown): string {
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
