import { type RawBuilder, sql } from 'kysely';
import { containsPattern } from '../db/keyset.ts';

/** A telephone number as people write it: digits, with anything between them that is no letter. */
const TELEPHONE = /^[+(\d][\d\s()./+-]*$/;
const TELEPHONE_DIGITS_MIN = 3;

/**
 * Whether a customer's `search_text` holds what was typed: a part of a name, a username, an e-mail address, whatever
 * the accents; a part of a telephone number, however it is spaced.
 */
export function matchesPerson(column: RawBuilder<unknown>, typed: string): RawBuilder<boolean> {
  const asTyped = sql<boolean>`${column} like fold_text(${containsPattern(typed)})`;
  const digits = typed.replaceAll(/\D/g, '');
  if (!TELEPHONE.test(typed.trim()) || digits.length < TELEPHONE_DIGITS_MIN) return asTyped;
  return sql<boolean>`(${asTyped} or ${column} like ${`%${digits}%`})`;
}
