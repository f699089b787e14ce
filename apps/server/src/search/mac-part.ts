import { type RawBuilder, sql } from 'kysely';

const DIGITS = 12;

/**
 * A column of MACs begins or ends with these digits: compared as the numbers they are, for a text of each of many
 * thousand rows takes longer than anybody waits for. Both halves of a MAC stand at an end of it.
 */
export function beginsOrEnds(column: RawBuilder<unknown>, digits: string): RawBuilder<boolean> {
  if (digits.length === DIGITS) return sql`${column} = ${digits}::macaddr`;
  const mask = 'f'.repeat(digits.length).padStart(DIGITS, '0');
  return sql`(${begins(column, digits)} or (${column} & ${mask}::macaddr) = ${digits.padStart(DIGITS, '0')}::macaddr)`;
}

/** An index on the column finds them. Of eleven digits the last may also be a whole octet, written without its zero. */
export function begins(column: RawBuilder<unknown>, digits: string): RawBuilder<boolean> {
  const begun = sql<boolean>`${column} between ${digits.padEnd(DIGITS, '0')}::macaddr and ${digits.padEnd(DIGITS, 'f')}::macaddr`;
  if (digits.length !== DIGITS - 1) return begun;
  return sql`(${begun} or ${column} = ${`${digits.slice(0, -1)}0${digits.slice(-1)}`}::macaddr)`;
}
