import { spreadTraffic, type SpreadSession } from '@gatehouse/domain/sessions/spread-traffic';
import { sql } from 'kysely';
import type { Db } from '../../db/open-database.ts';
import type { DeviceEras } from './device-eras.ts';
import { type DeviceTraffic, type TrafficSpan, trafficSpans } from './device-page.schemas.ts';

const STEPS: Record<TrafficSpan, number> = { day: 24, week: 28, month: 30 };

/** The last day, week or month, ending with the step that runs now. */
export async function readTraffic(
  db: Db,
  eras: DeviceEras,
  span: TrafficSpan,
  now: number,
): Promise<DeviceTraffic> {
  const stepMs = trafficSpans[span] * 1000;
  const end = Math.ceil(now / 3_600_000) * 3_600_000;
  const from = end - STEPS[span] * stepMs;
  const { rows } = await sql<SpreadSession>`
    select extract(epoch from s.started_at)::float8 * 1000 as "startedAt",
           extract(epoch from coalesce(s.ended_at, s.last_heard_at))::float8 * 1000 as "endedAt",
           s.input_bytes::float8 as "inputBytes", s.output_bytes::float8 as "outputBytes"
      from unnest(${[...eras.macs]}::macaddr[], ${[...eras.untils]}::timestamptz[]) as era (mac, until)
      join sessions s on s.mac = era.mac
     where s.customer_id = ${eras.customerId} and s.started_at <= era.until
       and coalesce(s.ended_at, s.last_heard_at) > ${new Date(from).toISOString()}::timestamptz`.execute(db);
  const items = spreadTraffic(rows, { from, stepMs, steps: STEPS[span] });
  return {
    stepSeconds: trafficSpans[span],
    items: items.map((item) => ({ ...item, from: new Date(item.from).toISOString() })),
  };
}
