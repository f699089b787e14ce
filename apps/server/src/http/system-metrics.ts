import type { PortalGuesses } from '../portal/portal-guesses.ts';
import type { DatabaseState, System } from '../system/system.schemas.ts';
import { type Family, renderFamilies } from './exposition.ts';

/** The database, the routers and the portal, for Prometheus; `null` while the database is away. */
export function renderSystemMetrics(
  database: DatabaseState | null,
  nas: System['nas'] | null,
  guesses: PortalGuesses | null,
): string {
  const gauge = (
    name: string,
    help: string,
    values: Readonly<Record<string, number>>,
    label?: string,
  ): Family => ({
    name: `gatehouse_${name}`,
    type: 'gauge',
    help,
    lines: Object.entries(values).map(
      ([word, value]) => ['', label ? { [label]: word } : {}, value] as const,
    ),
  });
  const families = [gauge('database_up', '1 while the database answers', { up: database ? 1 : 0 })];
  if (database) {
    families.push(
      gauge('database_answer_seconds', 'How long it took to answer', { ms: database.answerMs / 1000 }),
      gauge('database_size_bytes', 'On its disk', { size: database.sizeBytes }),
      gauge('database_connections', 'Connections that are taken', { taken: database.connections }),
      gauge('database_connections_max', 'Connections it allows', { max: database.connectionsMax }),
    );
  }
  if (nas) {
    const { unknown, ...routers } = nas;
    families.push(
      gauge('routers', 'Routers, and how many of them need a look', routers, 'state'),
      gauge('unknown_senders', 'Addresses that asked within a day and are no router', { '': unknown }),
    );
  }
  if (guesses) {
    const { total, refused } = guesses;
    families.push(
      gauge(
        'portal_guesses',
        'Wrong passwords and codes at the portal within about an hour: looked at, or refused without a look',
        { wrong: total - refused, refused },
        'outcome',
      ),
    );
  }
  return renderFamilies(families);
}
