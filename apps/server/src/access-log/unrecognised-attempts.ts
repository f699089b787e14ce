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
 * order of both, so that two radius processes do not wait for each other.
 * @param attempts a name of rows with `more`, which says how many attempts of them were not written before
 */
export function countUnrecognised(attempts: string): string {
  return `
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
         last_nas_id = case when excluded.last_at < known.last_at then known.last_nas_id else excluded.last_nas_id end`;
}
