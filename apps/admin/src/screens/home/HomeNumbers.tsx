import { NumberTile, NumberTiles } from '../../parts/NumberTiles.tsx';
import { useCount } from './use-count.ts';

/** How much there is of everything. */
export function HomeNumbers() {
  const online = useCount('sessions', '/sessions', { open: true });
  const customers = useCount('customers', '/customers');
  const devices = useCount('devices', '/devices');
  const suspended = useCount('customers', '/customers', { status: 'suspended' });
  return (
    <NumberTiles>
      <NumberTile to="/sessions" search={{ open: 'true' }} label="Online now" value={online} />
      <NumberTile to="/customers" label="Customers" value={customers} />
      <NumberTile to="/devices" label="Devices" value={devices} />
      <NumberTile to="/customers" search={{ status: 'suspended' }} label="Suspended" value={suspended} />
    </NumberTiles>
  );
}
