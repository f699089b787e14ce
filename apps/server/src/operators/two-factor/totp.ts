import { Secret, TOTP } from 'otpauth';
import type { RandomBytes } from '../secret-token.ts';

/** What every authenticator app understands: RFC 6238 with SHA-1, six digits, thirty seconds. */
const FORM = { algorithm: 'SHA1', digits: 6, period: 30 } as const;
/** 160 bits, as RFC 4226 §4 wants of a secret. */
const SECRET_BYTES = 20;
/** A code of the half minute before or after passes: clocks differ, and people type slowly. */
const STEPS_BESIDE = 1;

/** In Base32, as it is typed into an app that cannot read the QR code. */
export function makeTotpSecret(randomBytes: RandomBytes): string {
  return new Secret({ buffer: Uint8Array.from(randomBytes(SECRET_BYTES)).buffer }).base32;
}

/** What the QR code holds. */
export function totpAddress(secret: string, username: string): string {
  return new TOTP({ ...FORM, issuer: 'Gatehouse', label: username, secret }).toString();
}

/** The time step that this code belongs to; `null` where it is the code of none near `nowMs`. */
export function findTotpStep(secret: string, code: string, nowMs: number): number | null {
  const delta = TOTP.validate({
    ...FORM,
    secret: Secret.fromBase32(secret),
    token: code,
    timestamp: nowMs,
    window: STEPS_BESIDE,
  });
  return delta === null ? null : TOTP.counter({ period: FORM.period, timestamp: nowMs }) + delta;
}

/** Six digits, however they were grouped; `null` for what is no such code. */
export function readTotpCode(typed: string): string | null {
  const code = typed.normalize('NFKC').replaceAll(/\s/g, '');
  return /^\d{6}$/.test(code) ? code : null;
}
