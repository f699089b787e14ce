import { sql } from 'kysely';
import type { Db } from '../db/open-database.ts';
import type { BeginningFacts } from './judge-steps.ts';

type Row = {
  silent_router: number | null;
  router_heard: boolean;
  has_package: boolean;
  has_device: boolean;
  customer: number | null;
  let_in: boolean;
  second_factor: boolean | null;
  left_it: boolean | null;
};

/** What of the beginning is there; each question ends at the first row that answers it. `null`: a token asks, which has no account. */
export async function gatherBeginning(
  db: Db,
  operatorId: number | null,
): Promise<{ facts: BeginningFacts; left: boolean }> {
  const { rows } = await sql<Row>`
    select
      (select id from nas where not exists (select from nas_health h where h.nas_id = nas.id and h.last_request_at is not null)
        order by id desc limit 1) as silent_router,
      exists (select from nas_health where last_request_at is not null) as router_heard,
      exists (select from service_packages) as has_package,
      exists (select from devices) as has_device,
      (select id from customers order by id desc limit 1) as customer,
      exists (select from nas_health where last_accept_at is not null) as let_in,
      o.totp_since is not null as second_factor,
      o.left_getting_started_at is not null as left_it
    from (select) house left join operators o on o.id = ${operatorId}
  `.execute(db);
  const [row] = rows;
  const idOf = (id: number | null | undefined) => (id === null || id === undefined ? null : String(id));
  return {
    facts: {
      secondFactor: row?.second_factor === true,
      silentRouterId: idOf(row?.silent_router),
      routerHeard: row?.router_heard === true,
      hasPackage: row?.has_package === true,
      hasDevice: row?.has_device === true,
      customerId: idOf(row?.customer),
      letIn: row?.let_in === true,
    },
    left: row?.left_it === true,
  };
}
