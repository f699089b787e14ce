import type { MailServer } from '../../api/types.ts';
import { emailFault, NAME_LENGTH_MAX, nameFault } from '../../parts/form/text-faults.ts';
import { say } from './texts.ts';

export type MailSecurity = MailServer['security'];

/** What the form holds. */
export type MailEntry = {
  readonly host: string;
  readonly port: string;
  readonly security: MailSecurity;
  readonly username: string;
  /** Empty: as it was. */
  readonly password: string;
  readonly senderAddress: string;
  readonly senderName: string;
  readonly appUrl: string;
};

/** Where each is usually spoken. */
const PORTS: Readonly<Record<MailSecurity, string>> = { tls: '465', starttls: '587', none: '25' };

/** @param origin where the app is open now: most likely where links shall lead */
export function mailEntryOf(server: MailServer | null, origin: string): MailEntry {
  return {
    host: server?.host ?? '',
    port: server === null ? PORTS.tls : String(server.port),
    security: server?.security ?? 'tls',
    username: server?.username ?? '',
    password: '',
    senderAddress: server?.senderAddress ?? '',
    senderName: server?.senderName ?? 'Gatehouse',
    appUrl: server?.appUrl ?? origin,
  };
}

/** Another encryption is spoken at another port, unless somebody has chosen one of their own. */
export function withSecurity(entry: MailEntry, security: MailSecurity): MailEntry {
  return { ...entry, security, port: entry.port === PORTS[entry.security] ? PORTS[security] : entry.port };
}

/** Whether the password that is kept goes on being used: it is for this server and username alone. */
export function keepsPassword(entry: MailEntry, server: MailServer | null): boolean {
  return (
    server !== null &&
    server.hasPassword &&
    server.host === entry.host.trim() &&
    String(server.port) === entry.port.trim() &&
    server.username === entry.username.trim()
  );
}

/** What is wrong with each field, in words. */
export function checkMail(server: MailServer | null) {
  return {
    host: (host: string) => (host.trim() === '' ? say('giveHost') : null),
    port: (typed: string) => {
      const port = Number(typed);
      return Number.isInteger(port) && port >= 1 && port <= 65_535 ? null : say('portFault');
    },
    password: (password: string, entry: MailEntry) => {
      const isNeeded = entry.username.trim() !== '' && !keepsPassword(entry, server);
      return isNeeded && password === '' ? say('givePassword') : null;
    },
    senderAddress: (address: string) => (address.trim() === '' ? say('giveSender') : emailFault(address)),
    senderName: (name: string) => nameFault(name, say('giveSenderName'), NAME_LENGTH_MAX),
    appUrl: (url: string) => (/^https?:\/\/[^/\s]+\/?$/.test(url.trim()) ? null : say('appUrlFault')),
  };
}

/** As the API takes it. */
export function toMailServer({ port, username, password, ...entry }: MailEntry): object {
  return {
    ...entry,
    port: Number(port),
    username: username.trim() || null,
    ...(username.trim() !== '' && password !== '' && { password }),
  };
}
