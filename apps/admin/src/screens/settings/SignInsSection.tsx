import { Button, Skeleton } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { changeJson, getJson } from '../../api/call-api.ts';
import type { Page, SignIn } from '../../api/types.ts';
import { RelativeTime } from '../../parts/RelativeTime.tsx';
import { RemoveQuestion } from '../../parts/RemoveQuestion.tsx';
import { showError } from '../../parts/show-error.ts';
import { StateMark } from '../../parts/StateMark.tsx';
import { useSignOut } from '../../parts/use-sign-out.ts';
import { browserName } from './browser-name.ts';
import classes from './Settings.module.css';
import { say, show } from './texts.ts';

const KEY = ['me', 'sign-ins'];

/** Where one is signed in: what one does not know is ended here, at once. */
export function SignInsSection() {
  const { data } = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => getJson<Page<SignIn>>('/me/sign-ins', {}, signal),
  });
  return (
    <section>
      <h2>{say('whereSignedIn')}</h2>
      {!data && <Skeleton h={40} />}
      <ul className={classes['signIns']}>
        {data?.items.map((signIn) => (
          <SignInLine key={signIn.id} signIn={signIn} />
        ))}
      </ul>
      <SignOutEverywhere />
    </section>
  );
}

function SignInLine({
  signIn: { id, userAgent, sourceAddress, current, lastUsedAt },
}: {
  readonly signIn: SignIn;
}) {
  const browser = browserName(userAgent);
  return (
    <li>
      <span>
        {browser}
        {sourceAddress !== null && (
          <> {show('fromAddress', { sourceAddress: <code>{sourceAddress}</code> })}</>
        )}
      </span>
      <span className={classes['quiet']}>
        {current ? (
          <StateMark meaning="green">{say('thisOne')}</StateMark>
        ) : (
          <>
            {show('lastUsed', { relativeTime: <RelativeTime at={lastUsedAt} /> })}
            <EndButton id={id} browser={browser} />
          </>
        )}
      </span>
    </li>
  );
}

function EndButton({ id, browser }: { readonly id: string; readonly browser: string }) {
  const queryClient = useQueryClient();
  const end = useMutation({
    mutationFn: () => changeJson<undefined>('DELETE', `/me/sign-ins/${id}`),
    onSuccess: () => notifications.show({ color: 'green', message: say('ended', { browser }) }),
    onError: (error) => showError(error, say('notEnded')),
    onSettled: () => queryClient.invalidateQueries({ queryKey: KEY }),
  });
  return (
    <Button
      size="compact-sm"
      variant="default"
      ms="sm"
      aria-label={say('endOn', { browser })}
      loading={end.isPending}
      onClick={() => end.mutate()}
    >
      {say('end')}
    </Button>
  );
}

function SignOutEverywhere() {
  const [asking, setAsking] = useState(false);
  const signOut = useSignOut('everywhere');
  return (
    <>
      <Button variant="default" mt="sm" onClick={() => setAsking(true)}>
        {say('signOutEverywhere')}
      </Button>
      {asking && (
        <RemoveQuestion
          title={say('signOutEverywhereQuestion')}
          removeLabel={say('signOutEverywhere')}
          onRemove={() => void signOut()}
          onClose={() => setAsking(false)}
        >
          {say('signOutEverywhereEffect')}
        </RemoveQuestion>
      )}
    </>
  );
}
