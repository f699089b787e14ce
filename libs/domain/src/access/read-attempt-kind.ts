import { formatMacAddress, type MacAddress, parseMacAddress } from '../mac-address.ts';
import type { AttemptKind } from './access-facts.ts';
import type { CredentialMethod } from './attempt-record.ts';

/** Service-Type and Framed-Protocol by number (RFC 2865 §5.6, §5.7; Call-Check: RFC 2865 §5.6). */
const FRAMED_USER = 2;
const CALL_CHECK = 10;
const PPP = 1;

/** What decides which kind of login an Access-Request is. */
export type RequestShape = {
  readonly isPpp: boolean;
  /** Service-Type; `null` when the request has none. */
  readonly serviceType: number | null;
  readonly username: string;
  /** What `readStationId` made of 'Calling-Station-Id'. */
  readonly mac: MacAddress | null;
  /** The zone asked from, `null` for none. */
  readonly zone: MacLoginRule | null;
  readonly credential: CredentialShape;
};

export type MacLoginRule = {
  readonly macLogin: boolean;
  /** The fixed password that this zone's NASes send in MAC logins; `null` when there is none. */
  readonly macPassword: string | null;
};

export type CredentialShape = {
  readonly method: CredentialMethod;
  /** The revealed User-Password; `null` for other methods, and where it is no text. */
  readonly papPassword: string | null;
  /** Whether the CHAP response is that of this password; asked only for the method `chap`. */
  readonly checkChap: (password: string) => boolean;
};

/** A line's request, on whatever NAS; never a MAC login and in no zone. */
export function isPppRequest(serviceType: number | null, framedProtocol: number | null): boolean {
  return serviceType === FRAMED_USER && framedProtocol === PPP;
}

/** In no zone a login is judged as a line, whatever its Service-Type. */
export function readAttemptKind(request: RequestShape): AttemptKind {
  if (request.isPpp || request.zone === null) return 'pppoe';
  return isMacLogin(request, request.zone) ? 'hotspot-mac' : 'hotspot-login';
}

/**
 * A MAC login names the device that it comes from, and its credential is empty or the MAC itself;
 * or, in a zone with a MAC password, that and nothing else. Anyone can type a MAC as username: what
 * counts is that the NAS reports the same one.
 */
function isMacLogin({ serviceType, username, mac, credential }: RequestShape, zone: MacLoginRule): boolean {
  if (!zone.macLogin || mac === null || parseMacAddress(username) !== mac) return false;
  switch (credential.method) {
    case 'pap': {
      const { papPassword } = credential;
      if (papPassword === null) return false;
      if (zone.macPassword !== null) return papPassword === zone.macPassword;
      return papPassword === '' || parseMacAddress(papPassword) === mac;
    }
    case 'chap':
      return macLoginPasswords(username, mac, zone).some(credential.checkChap);
    case 'none':
      return serviceType === CALL_CHECK && zone.macPassword === null;
    default:
      return false;
  }
}

/** CHAP does not show the password, so every form in which a NAS writes the MAC is tried. */
function macLoginPasswords(username: string, mac: MacAddress, zone: MacLoginRule): readonly string[] {
  if (zone.macPassword !== null) return [zone.macPassword];
  const digits = formatMacAddress(mac).replaceAll(':', '');
  const forms = MAC_FORMS.map((form) => digits.replace(...form));
  return [...new Set(['', username, ...forms, ...forms.map((form) => form.toLowerCase())])];
}

const PAIRS = /..(?!$)/g;
const QUADS = /....(?!$)/g;
const HALVES = /^.{6}/;

const MAC_FORMS: readonly (readonly [RegExp, string])[] = [
  [PAIRS, '$&:'],
  [PAIRS, '$&-'],
  [/^/, ''],
  [HALVES, '$&-'],
  [QUADS, '$&:'],
  [QUADS, '$&.'],
  [QUADS, '$&-'],
  [HALVES, '$&:'],
  [PAIRS, '$& '],
];
