import { lookup } from 'node:dns';
import { connect, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { MailFault } from '@gatehouse/domain/mail/mail-faults';
import { createTransport } from 'nodemailer';
import type Mail from 'nodemailer/lib/mailer/index.js';
import { AskedForbidden, lookUpAllowed, NoAnswerInTime, ownAddresses } from '../outgoing/ask-over-http.ts';
import { isLoopback, mayConnect, type OwnPorts } from '../outgoing/may-ask.ts';
import { faultOf, lineOf } from './mail-fault-of.ts';
import type { MailSecurity } from './mail.schemas.ts';

/** By what a mail leaves, and in whose name. */
export type MailRoute = {
  readonly host: string;
  readonly port: number;
  readonly security: MailSecurity;
  readonly credentials: { readonly username: string; readonly password: string } | null;
  readonly sender: { readonly address: string; readonly name: string };
};

export type MailText = { readonly subject: string; readonly text: string; readonly html: string };

export type MailOutcome =
  | { readonly sent: true; readonly said: string | null }
  | { readonly sent: false; readonly fault: MailFault; readonly said: string | null };

/** One mail to one person, once: nothing is tried again. It never throws, and takes `ms` at most. */
export async function sendMail(
  route: MailRoute,
  own: OwnPorts,
  to: string,
  mail: MailText,
  ms: number,
): Promise<MailOutcome> {
  const { host, port, security, credentials, sender } = route;
  const timeUp = AbortSignal.timeout(ms);
  const transport = createTransport({
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    tls: { minVersion: 'TLSv1.2' },
    ...(credentials && { auth: { user: credentials.username, pass: credentials.password } }),
    // Whoever typed a password is not to learn that it never was asked for.
    ...(credentials && { forceAuth: true }),
    disableFileAccess: true,
    disableUrlAccess: true,
    getSocket: (_, done) => openSocket(route, own, timeUp, done),
  });
  const message = {
    ...mail,
    from: sender,
    to: { name: '', address: to },
    signal: timeUp,
    headers: AUTOMATIC,
  };
  try {
    const { response } = await transport.sendMail(message as Mail.Options);
    return { sent: true, said: lineOf(response) };
  } catch (error) {
    return { sent: false, ...faultOf(timeUp.aborted ? new NoAnswerInTime() : error) };
  }
}

/** RFC 3834 §5: nobody's vacation answers it. */
const AUTOMATIC = { 'Auto-Submitted': 'auto-generated' };

type Opened = { readonly connection: Socket; readonly secured: boolean };

/** Where the connection leads is looked at where it is made: whatever the name resolves to then. */
function openSocket(
  { host, port, security }: MailRoute,
  own: OwnPorts,
  timeUp: AbortSignal,
  done: (error: Error | null, opened?: Opened) => void,
): void {
  const here = ownAddresses();
  const isAllowed = (address: string, name: string | null) =>
    mayConnect({ address, port, name }, own, here) && (security !== 'none' || isLoopback(address));
  if (isIP(host) !== 0 && !isAllowed(host, null)) return done(new AskedForbidden());
  const options = { host, port, lookup: lookUpAllowed(lookup, isAllowed), signal: timeUp };
  const isTls = security === 'tls';
  const socket = isTls
    ? connectTls({ ...options, minVersion: 'TLSv1.2', ...(isIP(host) === 0 && { servername: host }) })
    : connect(options);
  socket.once('error', done);
  socket.once(isTls ? 'secureConnect' : 'connect', () => {
    socket.off('error', done);
    done(null, { connection: socket, secured: isTls });
  });
}
