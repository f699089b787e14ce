import { useMay } from '../../api/use-me.ts';
import { AccessForm } from './AccessForm.tsx';
import { useZone } from './use-zone.ts';

/** Who gets online in a zone, and how. */
export function AccessTab() {
  const { data: zone } = useZone();
  const mayChange = useMay('hotspot-zones.change');
  return zone ? <AccessForm key={zone.id} zone={zone} mayChange={mayChange} /> : null;
}
