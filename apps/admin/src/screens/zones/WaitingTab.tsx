import { useZone } from './use-zone.ts';
import { WaitingList } from './WaitingList.tsx';

/** The unknown devices that one zone has just heard. */
export function WaitingTab() {
  const { data: zone } = useZone();
  return zone ? <WaitingList key={zone.id} zone={zone} /> : null;
}
