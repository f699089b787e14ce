import { formatNumber } from '../../parts/format/number.ts';
import { NumberTile, NumberTiles } from '../../parts/NumberTiles.tsx';
import { useCount } from './use-count.ts';
import { say } from './texts.ts';

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
        label={say('onlineNow')}
        value={online === null ? Number.NaN : online}
        say={(count) => (Number.isNaN(count) ? say('notCounted') : formatNumber(count))}
      />
      <NumberTile to="/customers" label={say('customers')} value={customers} />
      <NumberTile to="/devices" label={say('devices')} value={devices} />
      <NumberTile
        to="/customers"
        search={{ status: 'suspended' }}
        label={say('suspended')}
        value={suspended}
      />
    </NumberTiles>
  );
}
