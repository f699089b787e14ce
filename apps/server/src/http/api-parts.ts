import type { Said } from '@gatehouse/domain/said/said';
import type { WebParts } from '../parts.ts';
import type { ExplainLogin } from '../explain/explain.schemas.ts';
import type { LiveHub } from '../live/live-hub.ts';
import type { OwnPorts } from '../outgoing/may-ask.ts';
import type { ProviderIo } from '../payments/providers/provider.ts';
import type { CertificateTrouble } from '../tls/certificate-files.ts';

/** A make of router that a NAS can be declared as; the RADIUS side knows what it means. */
export type NasVendorChoice = {
  readonly id: string;
  readonly label: string | Said;
  /** What it is chosen for, in a few words. */
  readonly use: Said;
  readonly coaPort: number;
};

/** What the API is made of; joined at the entry of the web process. */
export type ApiParts = Pick<WebParts, 'db' | 'secretBox' | 'log' | 'clock'> & {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly randomBytes: (size: number) => Buffer;
  readonly nasVendors: readonly NasVendorChoice[];
  /** What would be decided of a login now; the RADIUS side's judge. */
  readonly explainLogin: ExplainLogin;
  /** Signals to browsers that follow; whoever made it stops it. */
  readonly live: LiveHub;
  readonly version: string;
  /** Where a provider of text messages or payments cannot stand, for we do. */
  readonly ownPorts: () => OwnPorts;
  /** What providers of payments are asked by. */
  readonly providerIo: ProviderIo;
  /** What is wrong with the certificate of the portal that this process serves by HTTPS; absent: it serves none. */
  readonly portalCertificate?: () => CertificateTrouble | null;
  /** Likewise of the admin's listener. */
  readonly adminCertificate?: () => CertificateTrouble | null;
  /** The addresses of proxies in front of the admin's listener, which are believed where a request came from. */
  readonly adminProxies?: readonly string[];
  /** Browsers may be told to come by HTTPS alone from now on: its certificate is one that they trust. */
  readonly adminStrictTransport?: boolean;
  /** Milliseconds after which a call is given up; the default is ten seconds. */
  readonly answerMsMax?: number;
};

/** A database that hangs must not leave people before a page that turns and turns. */
export const ANSWER_MS_MAX = 10_000;

/**
 * Until when a call that has begun now may wait for a router, on the clock of `performance.now()`. It is answered 202
 * well before it would be given up as the database's fault.
 */
export function routerWaitEnd({ answerMsMax = ANSWER_MS_MAX }: Pick<ApiParts, 'answerMsMax'>): number {
  return performance.now() + answerMsMax * 0.85;
}
