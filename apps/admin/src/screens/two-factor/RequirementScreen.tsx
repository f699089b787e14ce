import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getJson } from '../../api/call-api.ts';
import type { TwoFactorRequirement } from '../../api/types.ts';
import { NotRead } from '../../parts/NotRead.tsx';
import classes from '../settings/Settings.module.css';
import { SettingsTabs } from '../settings/SettingsTabs.tsx';
import { REQUIREMENT_KEY, RequirementForm } from './RequirementForm.tsx';

/** Settings › Signing in. */
export function RequirementScreen() {
  const { data, isError, error, refetch } = useQuery({
    queryKey: REQUIREMENT_KEY,
    queryFn: ({ signal }) => getJson<TwoFactorRequirement>('/two-factor/requirement', {}, signal),
  });
  return (
    <div className={classes['page']}>
      <SettingsTabs />
      <h1>Signing in</h1>
      <section>
        <h2>Second factor</h2>
        <p>
          Who signs in with a password alone can be anyone who has seen it. Of the roles you choose here
          everyone has to set up an authenticator app. Your own is set up under My account.
        </p>
        {isError && <NotRead title="This could not be read" error={error} onRetry={() => void refetch()} />}
        {!data && !isError && <Skeleton h={160} mt="sm" />}
        {data && <RequirementForm requirement={data} />}
      </section>
    </div>
  );
}
