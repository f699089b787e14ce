import { openTries, type TryKey, type TryLimit } from '../tries/count-tries.ts';
import { countedAddress } from '../tries/counted-address.ts';
import type { PortalParts } from './portal-parts.ts';

/** Guards the portal against guessing and against being filled up. Seconds to wait where there were too many, `null`: go on. */
export type PortalLimits = {
  /** Counts a try of a password. */
  takeGuess(username: string, address: string | null, visitId: number): Promise<number | null>;
  /** The password was right: it was no guess. */
  giveBackGuess(username: string, address: string | null, visitId: number): Promise<void>;
  /** Counts a try of a code; how often one code may be tried is counted beside it. */
  takeCodeTry(address: string | null, visitId: number): Promise<number | null>;
  giveBackCodeTry(address: string | null, visitId: number): Promise<void>;
  /** Counts a try of a voucher's code: of strangers by address and zone, of who is known by themselves, whom no stranger holds up. */
  takeVoucherTry(visitId: number, by: VoucherHolder): Promise<number | null>;
  giveBackVoucherTry(visitId: number, by: VoucherHolder): Promise<void>;
  /** Counts a device that a customer wants to add, whether it can be or not: the answer tells whether somebody has it. */
  takeDeviceTry(customerId: number, address: string | null): Promise<number | null>;
  /** Counts a payment that is begun, or told a reference: providers and operators are kept busy by both. */
  takePayment(customerId: number, address: string | null): Promise<number | null>;
  /** Counts a visit that is to be opened. */
  takeVisit(address: string | null): Promise<number | null>;
  /** Counts a registration without a code. */
  takeRegistration(address: string | null): Promise<number | null>;
};

export type VoucherHolder =
  | { readonly customerId: number }
  | { readonly customerId: null; readonly address: string | null; readonly zoneId: number };

const MINUTE = 60;
const QUARTER = 15 * MINUTE;
const DAY = 24 * 60 * MINUTE;

const limit = (name: string, max: number, seconds: number): TryLimit => ({ name, max, seconds });

const GUESSES_OF_VISIT = limit('guesses of visit', 8, QUARTER);
const GUESSES_OF_ADDRESS = limit('guesses of address', 200, QUARTER);
const GUESSES_OF_NAME_THERE = limit('guesses of name and address', 10, QUARTER);
const GUESSES_OF_NAME = limit('guesses of name', 60, QUARTER);
const CODES_OF_VISIT = limit('codes of visit', 15, QUARTER);
const CODES_OF_ADDRESS = limit('codes of address', 100, QUARTER);
const VOUCHERS_OF_VISIT = limit('vouchers of visit', 10, QUARTER);
const VOUCHERS_OF_CUSTOMER = limit('vouchers of customer', 30, QUARTER);
const VOUCHERS_OF_ADDRESS = limit('vouchers of address', 200, QUARTER);
const VOUCHERS_OF_ZONE = limit('vouchers of zone', 600, QUARTER);
const DEVICES_OF_CUSTOMER = limit('devices of customer', 12, DAY);
const DEVICES_OF_ADDRESS = limit('devices of address', 200, DAY);
const PAYMENTS_OF_CUSTOMER = limit('payments of customer', 15, QUARTER);
const PAYMENTS_OF_ADDRESS = limit('payments of address', 400, QUARTER);
const VISITS_OF_ADDRESS = limit('visits of address', 600, MINUTE);
const REGISTRATIONS_OF_ADDRESS = limit('registrations of address', 60, QUARTER);

/**
 * A whole hotspot may stand behind one address, so what is counted by address alone is wide, and last: only what is
 * looked at counts there, so that one phone does not shut it for all. Whoever guesses must not lock a customer out, so a
 * username is counted per address first.
 */
export function openPortalLimits({ db, secretBox }: Pick<PortalParts, 'db' | 'secretBox'>): PortalLimits {
  const counter = openTries({ db, secretBox });
  const place = (address: string | null) => countedAddress(address) ?? '';

  const guesses = (username: string, address: string | null, visitId: number): readonly TryKey[] => [
    [GUESSES_OF_VISIT, String(visitId)],
    [GUESSES_OF_NAME_THERE, `${username} ${place(address)}`],
    [GUESSES_OF_NAME, username],
    [GUESSES_OF_ADDRESS, place(address)],
  ];
  const codeTries = (address: string | null, visitId: number): readonly TryKey[] => [
    [CODES_OF_VISIT, String(visitId)],
    [CODES_OF_ADDRESS, place(address)],
  ];
  const voucherTries = (visitId: number, by: VoucherHolder): readonly TryKey[] =>
    by.customerId === null
      ? [
          [VOUCHERS_OF_VISIT, String(visitId)],
          [VOUCHERS_OF_ADDRESS, place(by.address)],
          [VOUCHERS_OF_ZONE, String(by.zoneId)],
        ]
      : [
          [VOUCHERS_OF_VISIT, String(visitId)],
          [VOUCHERS_OF_CUSTOMER, String(by.customerId)],
        ];
  return {
    takeGuess: (username, address, visitId) => counter.takeInTurn(guesses(username, address, visitId)),
    giveBackGuess: (username, address, visitId) => counter.giveBack(guesses(username, address, visitId)),
    takeCodeTry: (address, visitId) => counter.takeInTurn(codeTries(address, visitId)),
    giveBackCodeTry: (address, visitId) => counter.giveBack(codeTries(address, visitId)),
    takeVoucherTry: (visitId, by) => counter.takeInTurn(voucherTries(visitId, by)),
    giveBackVoucherTry: (visitId, by) => counter.giveBack(voucherTries(visitId, by)),
    takeDeviceTry: (customerId, address) =>
      counter.take([
        [DEVICES_OF_CUSTOMER, String(customerId)],
        [DEVICES_OF_ADDRESS, place(address)],
      ]),
    takePayment: (customerId, address) =>
      counter.take([
        [PAYMENTS_OF_CUSTOMER, String(customerId)],
        [PAYMENTS_OF_ADDRESS, place(address)],
      ]),
    takeVisit: (address) => counter.take([[VISITS_OF_ADDRESS, place(address)]]),
    takeRegistration: (address) => counter.take([[REGISTRATIONS_OF_ADDRESS, place(address)]]),
  };
}
