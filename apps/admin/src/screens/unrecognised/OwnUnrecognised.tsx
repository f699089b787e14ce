import { useQuery } from '@tanstack/react-query';
import { getJson } from '../../api/call-api.ts';
import { useLive } from '../../api/live/use-live.ts';
import type { Page, UnrecognisedDevice } from '../../api/types.ts';
import { MacAddress } from '../../parts/mac/MacAddress.tsx';
import { RelativeTime } from '../../parts/RelativeTime.tsx';
import classes from './OwnUnrecognised.module.css';
import { say, show } from './texts.ts';
import { UnrecognisedActions } from './UnrecognisedActions.tsx';
import { WhatHappened } from './unrecognised-columns.tsx';

const POLL_MS = 5_000;

/** On a customer's Devices tab: who used their password and is not their device. Nothing where there are none. */
export function OwnUnrecognised({ customerId }: { readonly customerId: string }) {
  const queryKey = ['unrecognised-devices', 'own', customerId];
  const { data } = useQuery({
    queryKey,
    queryFn: ({ signal }) =>
      getJson<Page<UnrecognisedDevice>>('/unrecognised-devices', { customerId }, signal),
    refetchInterval: useLive(['attempts', 'changes'], queryKey, POLL_MS),
  });
  const rows = data?.items ?? [];
  if (rows.length === 0) return null;
  return (
    <section className={classes['box']}>
      <h2>
        {say('unrecognised')} <span>{say('usedPassword', { count: rows.length })}</span>
      </h2>
      <ul>
        {rows.map((row) => (
          <li key={row.id}>
            <MacAddress mac={row.mac} vendor={row.vendor} withVendor />
            <span className={classes['what']}>
              <WhatHappened row={row} />
            </span>
            <span className={classes['when']}>
              <Tried row={row} />
            </span>
            <UnrecognisedActions row={row} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Tried({ row: { count, lastAt, nas } }: { readonly row: UnrecognisedDevice }) {
  const when = <RelativeTime at={lastAt} />;
  if (nas === null) return show('tried', { times: count, when });
  return show('triedAt', { times: count, when, router: nas.name });
}
