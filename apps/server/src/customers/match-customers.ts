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

const SHORT = /^[\p{L}\p{N}]{1,2}$/u;

/** One or two letters or digits are a part of too much: of long lists it is what begins with them. */
export function isShort(typed: string): boolean {
  return SHORT.test(typed);
}

/** Whether a word of a column begins with this text; an index on the column's groups of three letters finds it. */
export function beginsWord(column: RawBuilder<unknown>, text: string): RawBuilder<boolean> {
  const beginning = containsPattern(text).slice(1);
  return sql<boolean>`(${column} like ${beginning} or ${column} like ${`% ${beginning}`})`;
}

/** Like {@link matchesPerson}, for lists of many hundred thousand. */
export function matchesPersonInList(column: RawBuilder<unknown>, typed: string): RawBuilder<boolean> {
  if (!isShort(typed)) return matchesPerson(column, typed);
  const beginning = containsPattern(typed).slice(1);
  return sql<boolean>`(${column} like fold_text(${beginning}) or ${column} like fold_text(${`% ${beginning}`}))`;
}
