/**
 * Why a device is refused that has the right password, or in observe would be: it is not the customer's. Such attempts are
 * counted for the customer and the device together.
 */
const REASONS: readonly string[] = ['device-not-registered', 'device-limit-reached', 'private-mac'];

/** A device that nobody has registered for the customer whose password it knows. */
export function isUnrecognised(
  customerId: number | null,
  mac: number | null,
  reason: string | null,
): boolean {
  return customerId !== null && mac !== null && reason !== null && REASONS.includes(reason);
}

const IS_UNRECOGNISED = `customer_id is not null and mac is not null
  and reason in (${REASONS.map((reason) => `'${reason}'`).join(', ')})`;

/**
 * The end of a statement that writes attempts: counts those of unrecognised devices for the customer and the MAC. In the
 * order of both, so that two radius processes do not wait for each other. The first refusal, and the first after a quiet hour,
 * goes to the outbox of events.
 * @param attempts a name of rows with `more`, which says how many attempts of them were not written before
 */
export function countUnrecognised(attempts: string): string {
  return `,
  counted_devices as (
  insert into unrecognised_devices as known
         (customer_id, mac, first_at, last_at, refused_count, observed_count, last_reason, last_nas_id)
  select customer_id, mac, min(first_at), max(at), coalesce(sum(more) filter (where outcome = 'reject'), 0),
         coalesce(sum(more) filter (where outcome = 'accept'), 0),
         (array_agg(reason order by at desc))[1], (array_agg(nas_id order by at desc))[1]
    from ${attempts} where ${IS_UNRECOGNISED} group by customer_id, mac order by customer_id, mac
  on conflict (customer_id, mac) do update
     set first_at = least(known.first_at, excluded.first_at), last_at = greatest(known.last_at, excluded.last_at),
         refused_count = known.refused_count + excluded.refused_count,
         observed_count = known.observed_count + excluded.observed_count,
         last_reason = case when excluded.last_at < known.last_at then known.last_reason else excluded.last_reason end,
         last_nas_id = case when excluded.last_at < known.last_at then known.last_nas_id else excluded.last_nas_id end
  returning customer_id, mac, first_at, last_at, refused_count, last_reason, last_nas_id, ignored_at)
  insert into event_outbox (at, type, data)
  select now.last_at, 'device.refused',
         jsonb_build_object('customerId', now.customer_id, 'mac', now.mac, 'reason', now.last_reason, 'since', now.first_at,
                            'refused', now.refused_count, 'router', (select name from nas where id = now.last_nas_id))
    from counted_devices now
    left join unrecognised_devices before on before.customer_id = now.customer_id and before.mac = now.mac
   where exists (select from webhooks where enabled)
     and now.ignored_at is null
     and now.refused_count > coalesce(before.refused_count, 0)
     and (before.last_at is null or before.last_at < now.last_at - interval '${QUIET_BEFORE_TOLD}' or before.refused_count = 0)`;
}

/** A router that tries on and on is told of once; after so long without a try, it is news again. */
const QUIET_BEFORE_TOLD = '1 hour';
