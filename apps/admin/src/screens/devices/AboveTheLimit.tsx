import { formatCount } from '@gatehouse/domain/service-packages/describe-amounts';
import { StateMark } from '../../parts/StateMark.tsx';
import classes from './Devices.module.css';

type Props = {
  readonly name: string;
  readonly place: { readonly deviceCount: number; readonly deviceLimit: number };
};

/** What it means to go on although no place is left. */
export function AboveTheLimit({ name, place: { deviceCount, deviceLimit } }: Props) {
  return (
    <div className={classes['above']}>
      <StateMark meaning="amber">
        <b>No place is left</b>
      </StateMark>
      <p>
        {name} has {formatCount(deviceCount, 'device')} and may have {deviceLimit}. Registered above the
        limit, this one is let in beside the others, for as long as it is registered. The limit stays as it
        is, and it is on record who exceeded it.
      </p>
      <p>Does it replace an old device? Then remove that one first.</p>
    </div>
  );
}
