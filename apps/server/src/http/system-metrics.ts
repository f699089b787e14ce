import type { DatabaseState, System } from '../system/system.schemas.ts';
import { type Family, renderFamilies } from './exposition.ts';

/** The database and the routers, for Prometheus; `null` while the database is away. */
export function renderSystemMetrics(database: DatabaseState | null, nas: System['nas'] | null): string {
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
  return renderFamilies(families);
}
