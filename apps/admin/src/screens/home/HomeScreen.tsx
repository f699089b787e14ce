import type { Home } from '../../api/types.ts';
import { GettingStartedNote } from '../getting-started/GettingStartedNote.tsx';
import classes from './Home.module.css';
import { HomeNumbers } from './HomeNumbers.tsx';
import { HomePlots } from './HomePlots.tsx';
import { HomeSentence } from './HomeSentence.tsx';
import { LatestRefusals } from './LatestRefusals.tsx';
import { NeedsYou } from './NeedsYou.tsx';
import { PartsNow } from './PartsNow.tsx';
import { RefusedMost } from './RefusedMost.tsx';
import { SinceYesterday } from './SinceYesterday.tsx';
import { useHome } from './use-home.ts';

/** Is everything all right? */
export function HomeScreen() {
  const home = useHome();
  return (
    <div className={classes['page']}>
      <HomeSentence home={home} />
      {home.data && <NeedsYou waiting={home.data.waiting} />}
      <GettingStartedNote />
      <HomeNumbers online={home.data?.online?.now} />
      {home.data && isBegun(home.data) && <HomePlots home={home.data} />}
      <div className={classes['columns']}>
        <LatestRefusals />
        {home.data && (
          <div>
            <RefusedMost refused={home.data.refused} />
            <SinceYesterday changes={home.data.changes} />
            <PartsNow parts={home.data.parts} waiting={home.data.waiting} />
          </div>
        )}
      </div>
    </div>
  );
}

/** Before the first router there is nothing to plot. */
function isBegun({ parts }: Home): boolean {
  return parts === null || parts.routers > 0;
}
