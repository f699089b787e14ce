import { Link } from '@tanstack/react-router';
import { useTruth } from '../../frame/use-truth.ts';
import { FirstSteps } from './FirstSteps.tsx';
import classes from './Home.module.css';
import { HomeNumbers } from './HomeNumbers.tsx';
import { LatestRefusals } from './LatestRefusals.tsx';
import { MaybeSame } from './MaybeSame.tsx';
import { PaymentsWaiting } from './PaymentsWaiting.tsx';

/** Is everything all right? */
export function HomeScreen() {
  const truth = useTruth();
  const more = (truth.system?.verdicts.length ?? 0) - 1;
  return (
    <div className={classes['page']}>
      <h1 className={classes['sentence']} data-state={truth.state}>
        {truth.sentence || 'Asking how things are…'}
      </h1>
      {more > 0 && (
        <p className={classes['more']}>
          <Link to="/system">and {more} more to look at</Link>
        </p>
      )}
      <PaymentsWaiting />
      <MaybeSame />
      <FirstSteps />
      <HomeNumbers />
      <LatestRefusals />
    </div>
  );
}
