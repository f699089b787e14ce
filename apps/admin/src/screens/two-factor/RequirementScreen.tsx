import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getJson } from '../../api/call-api.ts';
import type { TwoFactorRequirement } from '../../api/types.ts';
import { NotRead } from '../../parts/NotRead.tsx';
import classes from '../settings/Settings.module.css';
import { SettingsTabs } from '../settings/SettingsTabs.tsx';
import { REQUIREMENT_KEY, RequirementForm } from './RequirementForm.tsx';
import { say } from './texts.ts';

/** Settings › Signing in. */
export function RequirementScreen() {
  const { data, isError, error, refetch } = useQuery({
    queryKey: REQUIREMENT_KEY,
    queryFn: ({ signal }) => getJson<TwoFactorRequirement>('/two-factor/requirement', {}, signal),
  });
  return (
    <div className={classes['page']}>
      <SettingsTabs />
      <h1>{say('signingIn')}</h1>
      <section>
        <h2>{say('secondFactor')}</h2>
        <p>{say('why')}</p>
        {isError && <NotRead title={say('notRead')} error={error} onRetry={() => void refetch()} />}
        {!data && !isError && <Skeleton h={160} mt="sm" />}
        {data && <RequirementForm requirement={data} />}
      </section>
    </div>
  );
}
