import { sql } from 'kysely';
import type { Db } from '../db/open-database.ts';
import { countedAddress } from '../tries/counted-address.ts';

export type PortalGuess = {
  readonly zoneId: number;
  readonly sourceAddress: string | null;
  /** Too many came before: it was not looked at. Otherwise it was wrong. */
  readonly refused: boolean;
};

const UNKNOWN_ADDRESS = '::';
const SPAN = sql<Date>`date_bin('10 minutes', trusted_now(), timestamptz '2000-01-01')`;

/** Counts a password or a code that was tried at the portal in vain, for operators to see. */
export async function noteGuess(db: Db, { zoneId, sourceAddress, refused }: PortalGuess): Promise<void> {
  await db
    .insertInto('portal_guesses')
    .values({
      span_at: SPAN,
      zone_id: zoneId,
      source_address: countedAddress(sourceAddress) ?? UNKNOWN_ADDRESS,
      wrong: refused ? 0 : 1,
      refused: refused ? 1 : 0,
    })
    .onConflict((conflict) =>
      conflict.columns(['span_at', 'zone_id', 'source_address']).doUpdateSet({
        wrong: sql<number>`portal_guesses.wrong + excluded.wrong`,
        refused: sql<number>`portal_guesses.refused + excluded.refused`,
      }),
    )
    .execute();
}

/** What was guessed at the portal within about an hour. */
export type PortalGuesses = {
  /** All of them, looked at or not. */
  readonly total: number;
  readonly refused: number;
  /** Where most came from. */
  readonly worst: {
    /** `null`: not known. */
    readonly address: string | null;
    readonly zoneName: string | null;
    readonly total: number;
  } | null;
};

export async function readGuesses(db: Db): Promise<PortalGuesses> {
  const { rows } = await sql<{ total: number; refused: number; address: string; zone: string | null }>`
    select sum(g.wrong + g.refused)::bigint as total, sum(g.refused)::bigint as refused,
           case when masklen(g.source_address) in (32, 128) then host(g.source_address)
                else g.source_address::text end as address,
           z.name as zone
      from portal_guesses g left join hotspot_zones z on z.id = g.zone_id
     where g.span_at > trusted_now() - interval '1 hour'
     group by g.source_address, z.name order by total desc`.execute(db);
  const [worst] = rows;
  return {
    total: rows.reduce((sum, row) => sum + row.total, 0),
    refused: rows.reduce((sum, row) => sum + row.refused, 0),
    worst:
      worst === undefined
        ? null
        : {
            address: worst.address === UNKNOWN_ADDRESS ? null : worst.address,
            zoneName: worst.zone,
            total: worst.total,
          },
  };
}

export async function trimGuesses(db: Db): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('portal_guesses')
    .where('span_at', '<', sql<Date>`trusted_now() - interval '1 day'`)
    .executeTakeFirst();
  return Number(numDeletedRows);
}
