import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { getJson } from '../../api/call-api.ts';
import type { Customer, Page, WaitingDevice } from '../../api/types.ts';
import { MacText } from '../../parts/mac/MacText.tsx';
import { Section } from '../../parts/form/Section.tsx';
import { RelativeTime } from '../../parts/RelativeTime.tsx';
import { useZones } from '../zones/use-zones.ts';
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
    <Section title="Waiting here now" opened>
      <Select
        label="Zone"
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
  if (isError) return <p className={classes['none']}>The list cannot be read just now.</p>;
  if (data?.items.length === 0) {
    return (
      <p className={classes['none']}>
        No unknown device was heard here in the last quarter of an hour. Switch it on and connect it to the
        Wi-Fi.
      </p>
    );
  }
  return (
    <ul className={classes['list']} aria-label="Unknown devices heard here" aria-busy={data === undefined}>
      {data?.items.map(({ mac, vendor, private: isPrivate, lastAt, nas }) => (
        <li key={mac}>
          <button type="button" onClick={() => onPick(mac)}>
            <MacText mac={mac} />
            <span className={isPrivate ? classes['private'] : undefined}>
              {isPrivate ? 'Private address' : (vendor ?? 'Unknown vendor')}
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
