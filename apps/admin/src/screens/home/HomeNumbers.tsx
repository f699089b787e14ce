import { formatNumber } from '../../parts/format/number.ts';
import { NumberTile, NumberTiles } from '../../parts/NumberTiles.tsx';
import { useCount } from './use-count.ts';

/** `null`: it could not be counted in time; `undefined`: it is being counted. */
type Props = { readonly online: number | null | undefined };

/** How much there is of everything. */
export function HomeNumbers({ online }: Props) {
  const customers = useCount('customers', '/customers');
  const devices = useCount('devices', '/devices');
  const suspended = useCount('customers', '/customers', { status: 'suspended' });
  return (
    <NumberTiles>
      <NumberTile
        to="/sessions"
        search={{ open: 'true' }}
        label="Online now"
        value={online === null ? Number.NaN : online}
        say={(count) => (Number.isNaN(count) ? 'Not counted' : formatNumber(count))}
      />
      <NumberTile to="/customers" label="Customers" value={customers} />
      <NumberTile to="/devices" label="Devices" value={devices} />
      <NumberTile to="/customers" search={{ status: 'suspended' }} label="Suspended" value={suspended} />
    </NumberTiles>
  );
}
