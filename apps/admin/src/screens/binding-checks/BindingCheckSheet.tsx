import { Button, Loader, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useMay } from '../../api/use-me.ts';
import { formatDuration } from '../../parts/format/duration.ts';
import { NotRead } from '../../parts/NotRead.tsx';
import { SideSheet } from '../../parts/SideSheet.tsx';
import classes from './BindingCheck.module.css';
import { type BindingTarget, targetName } from './binding-target.ts';
import { CheckedCustomers } from './CheckedCustomers.tsx';
import { say } from './texts.ts';
import { useAdopt } from './use-adopt.ts';
import { adoptableOf, useBindingCheck, type WholeCheck } from './use-binding-check.ts';
import { useSetBinding } from './use-set-binding.ts';

const DAYS = [7, 30, 90];
export const DAYS_DEFAULT = 30;

type Props = { readonly target: BindingTarget; readonly onClose: () => void };

/** Turning strict on safely: who would have been refused, what to adopt, then observe or strict; the same view afterwards. */
export function BindingCheckSheet({ target, onClose }: Props) {
  const [days, setDays] = useState(DAYS_DEFAULT);
  const { data: check, error, refetch, lookedAt, isFetching } = useBindingCheck(target, days);
  return (
    <SideSheet title={say('strictFor', { name: targetName(target) })} width={680} onClose={onClose}>
      <div className={classes['asked']}>
        <span id="binding-check-days">{say('whoInTheLast')}</span>
        <SegmentedControl
          size="xs"
          aria-labelledby="binding-check-days"
          value={String(days)}
          onChange={(value) => setDays(Number(value))}
          data={DAYS.map((each) => ({ value: String(each), label: formatDuration(86_400 * each) }))}
        />
      </div>
      {error && !check && <NotRead title={say('notLookedUp')} error={error} onRetry={() => void refetch()} />}
      {!check && !error && (
        <p className={classes['progress']} role="status">
          <Loader size="xs" aria-hidden />{' '}
          {lookedAt > 0 ? say('lookingSoFar', { count: lookedAt }) : say('looking')}
        </p>
      )}
      {check && <Answer check={check} target={target} busy={isFetching} />}
    </SideSheet>
  );
}

type AnswerProps = { readonly check: WholeCheck; readonly target: BindingTarget; readonly busy: boolean };

function Answer({ check, target, busy }: AnswerProps) {
  const adopt = useAdopt();
  const set = useSetBinding(target);
  const mayAdopt = useMay('devices.add');
  const maySet = useMay('servicePackage' in target ? 'service-packages.change' : 'customers.change');
  const adoptable = adoptableOf(check.items);
  const isCalm = check.ready === check.customers;
  return (
    <>
      <div className={classes['answer']} data-calm={isCalm || undefined} role="status" aria-busy={busy}>
        <b>{sentenceOf(check)}</b>
        {check.withoutDevice > 0 && <p>{say('withoutDevice', { count: check.withoutDevice })}</p>}
        <div className={classes['ways']}>
          {mayAdopt && adoptable.length > 0 && (
            <Button size="sm" loading={adopt.isPending} onClick={() => adopt.mutate(adoptable)}>
              {say('adoptAll', { count: adoptable.length })}
            </Button>
          )}
          {maySet && (
            <Button size="sm" variant="default" loading={set.isPending} onClick={() => set.mutate('observe')}>
              {say('observeFirst')}
            </Button>
          )}
          {maySet && (
            <Button
              size="sm"
              variant={isCalm ? 'filled' : 'default'}
              loading={set.isPending}
              onClick={() => set.mutate('strict')}
            >
              {say('turnStrictOn')}
            </Button>
          )}
        </div>
        {adopt.isPending && adoptable.length > 0 && (
          <p role="status">
            {say('adopting', { done: Math.min(adopt.done, adoptable.length), all: adoptable.length })}
          </p>
        )}
        <p className={classes['quiet']}>{say('whatObserveDoes')}</p>
      </div>
      <CheckedCustomers customers={check.items} onAdopt={mayAdopt ? (one) => adopt.mutate([one]) : null} />
    </>
  );
}

function sentenceOf({ customers, ready, wouldBeRefused }: WholeCheck): string {
  if (customers === 0) return say('nobodyFollows');
  if (ready === customers) return say('nothingRefused', { count: customers });
  if (wouldBeRefused === 0) return say('noneLetInRefused');
  return say('someRefused', { count: customers, refused: wouldBeRefused });
}
