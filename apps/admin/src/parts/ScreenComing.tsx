import { Skeleton } from '@mantine/core';
import classes from './ScreenComing.module.css';

/** Where a screen will stand whose file is long in coming. */
export function ScreenComing() {
  return (
    <div className={classes['coming']} aria-busy="true">
      <Skeleton h={30} w={220} />
      <Skeleton h={240} />
    </div>
  );
}
