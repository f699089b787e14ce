import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getJson } from '../../api/call-api.ts';
import type { Page, SignIn } from '../../api/types.ts';
import { RelativeTime } from '../../parts/RelativeTime.tsx';
import { StateMark } from '../../parts/StateMark.tsx';
import { browserName } from './browser-name.ts';
import classes from './Settings.module.css';
import { say, show } from './texts.ts';

export function SignInsSection() {
  const { data } = useQuery({
    queryKey: ['me', 'sign-ins'],
    queryFn: ({ signal }) => getJson<Page<SignIn>>('/me/sign-ins', {}, signal),
  });
  return (
    <section>
      <h2>{say('whereSignedIn')}</h2>
      {!data && <Skeleton h={40} />}
      <ul className={classes['signIns']}>
        {data?.items.map((signIn) => (
          <li key={signIn.id}>
            <span>
              {browserName(signIn.userAgent)}
              {signIn.sourceAddress !== null && (
                <> {show('fromAddress', { sourceAddress: <code>{signIn.sourceAddress}</code> })}</>
              )}
            </span>
            <span className={classes['quiet']}>
              {signIn.current ? (
                <StateMark meaning="green">{say('thisOne')}</StateMark>
              ) : (
                <>{show('lastUsed', { relativeTime: <RelativeTime at={signIn.lastUsedAt} /> })}</>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
