import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { getJson } from '../../api/call-api.ts';
import type { Customer, Page, WaitingDevice } from '../../api/types.ts';
import { MacText } from '../../parts/mac/MacText.tsx';
import { Section } from '../../parts/form/Section.tsx';
import { RelativeTime } from '../../parts/RelativeTime.tsx';
import { useZones } from '../zones/use-zones.ts';
import { say } from './texts.ts';
import classes from './WaitingDevices.module.css';

type Props = { readonly customerId: string; readonly onPick: (mac: string) => void };

/** For a television or a printer, which shows no portal: the unknown devices that a hotspot has just heard. */
export function WaitingDevices({ customerId, onPick }: Props) {
  const { data: customer } = useQuery({
    queryKey: ['customers', 'one', customerId],
    queryFn: ({ signal }) => getJson<Customer>(`/customers/${customerId}`, {}, signal),
    enabled: customerId !== '',
  });
  const zones = useZones();
  const [chosen, setChosen] = useState<string | null>(null);
  // The one where most wait, until another is chosen.
  const fullest = zones.toSorted((a, b) => b.waitingCount - a.waitingCount)[0];
  const zoneId = chosen ?? fullest?.id ?? null;
  if (zoneId === null || customer?.kind !== 'hotspot') return null;
  return (
    <Section title={say('waitingHere')} opened>
      <Select
        label={say('zone')}
        data={zones.map(({ id, name }) => ({ value: id, label: name }))}
        value={zoneId}
        onChange={setChosen}
      />
      <WaitingList zoneId={zoneId} onPick={onPick} />
    </Section>
  );
}

type ListProps = Pick<Props, 'onPick'> & { readonly zoneId: string };

function WaitingList({ zoneId, onPick }: ListProps) {
  const { data, isError } = useQuery({
    queryKey: ['hotspot-zones', zoneId, 'waiting'],
    queryFn: ({ signal }) => getJson<Page<WaitingDevice>>(`/hotspot-zones/${zoneId}/waiting`, {}, signal),
    refetchInterval: 3000,
  });
  if (isError) return <p className={classes['none']}>{say('listNotRead')}</p>;
  if (data?.items.length === 0) {
    return <p className={classes['none']}>{say('nobodyWaits')}</p>;
  }
  return (
    <ul className={classes['list']} aria-label={say('waitingList')} aria-busy={data === undefined}>
      {data?.items.map(({ mac, vendor, private: isPrivate, lastAt, nas }) => (
        <li key={mac}>
          <button type="button" onClick={() => onPick(mac)}>
            <MacText mac={mac} />
            <span className={isPrivate ? classes['private'] : undefined}>
              {isPrivate ? say('privateAddress') : (vendor ?? say('unknownVendor'))}
            </span>
            <span className={classes['when']}>
              <RelativeTime at={lastAt} />
              {nas && ` · ${nas.name}`}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
