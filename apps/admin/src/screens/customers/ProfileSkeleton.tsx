import { Skeleton } from '@mantine/core';
import classes from './CustomerScreen.module.css';
import { say } from './texts.ts';

export function ProfileSkeleton() {
  return (
    <div className={classes['profile']} role="group" aria-busy="true" aria-label={say('loading')}>
      <Skeleton h={22} w={220} mb={8} />
      <Skeleton h={14} w={320} mb={20} />
      <Skeleton h={64} mb={20} />
      <Skeleton h={32} w={380} />
    </div>
  );
}
