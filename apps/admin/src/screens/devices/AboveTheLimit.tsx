import { StateMark } from '../../parts/StateMark.tsx';
import classes from './Devices.module.css';
import { say } from './texts.ts';

type Props = {
  readonly name: string;
  readonly place: { readonly deviceCount: number; readonly deviceLimit: number };
};

/** What it means to go on although no place is left. */
export function AboveTheLimit({ name, place: { deviceCount, deviceLimit } }: Props) {
  return (
    <div className={classes['above']}>
      <StateMark meaning="amber">
        <b>{say('noPlaceLeft')}</b>
      </StateMark>
      <p>{say('above', { name, count: deviceCount, limit: deviceLimit })}</p>
      <p>{say('replacesOld')}</p>
    </div>
  );
}
