import { plainDigits, significantDigits } from '@gatehouse/domain/customers/phone-number';
import { type RawBuilder, sql } from 'kysely';
import { containsPattern } from '../db/keyset.ts';

/** A telephone number as people write it: digits, with anything between them that is no letter. */
const TELEPHONE = /^[+(\d][\d\s()./+-]*$/;
const TELEPHONE_DIGITS_MIN = 3;
const TELEPHONE_WHOLE_MIN = 8;

/**
 * Whether a customer's `search_text` holds what was typed: a part of a name, a username, an e-mail address, whatever
 * the accents; a part of a telephone number, however it is spaced.
 */
export function matchesPerson(column: RawBuilder<unknown>, typed: string): RawBuilder<boolean> {
  const asTyped = sql<boolean>`${column} like fold_text(${containsPattern(typed)})`;
  const plain = plainDigits(typed.trim());
  const digits = significantDigits(plain);
  if (!TELEPHONE.test(plain) || digits.length < TELEPHONE_DIGITS_MIN) return asTyped;
  const asDigits = sql<boolean>`${column} like ${`%${digits}%`}`;
  // The digits of a number stand there by themselves: of a whole one there is nothing else to look for.
  return digits.length < TELEPHONE_WHOLE_MIN ? sql<boolean>`(${asTyped} or ${asDigits})` : asDigits;
}
