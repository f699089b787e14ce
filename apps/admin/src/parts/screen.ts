import { lazyRouteComponent, type RouteComponent } from '@tanstack/react-router';
import { getJson } from '../api/call-api.ts';
import { connection } from '../api/connection.ts';

/**
 * A screen whose file is fetched when it is first gone to. Where that fails, it is tried once more as soon as the server
 * answers; a file that is gone by then belonged to a version before, and the page is loaded anew, once.
 */
export function screen<Name extends string>(
  load: () => Promise<Record<Name, RouteComponent>>,
  name: Name,
): RouteComponent {
  return lazyRouteComponent<Record<Name, RouteComponent>, Name>(
    () => load().catch(() => untilAnswering().then(load)),
    name,
  );
}

async function untilAnswering(): Promise<void> {
  await getJson('/set-up').catch(() => undefined);
  if (connection.get().state === 'answering') return;
  await new Promise<void>((resolve) => {
    const end = connection.subscribe(() => {
      if (connection.get().state !== 'answering') return;
      end();
      resolve();
    });
  });
}
