import { Button, Loader, SegmentedControl } from '@mantine/core';
import { formatCount } from '@gatehouse/domain/service-packages/describe-amounts';
import { useState } from 'react';
import { useMay } from '../../api/use-me.ts';
import { formatNumber } from '../../parts/format/number.ts';
import { NotRead } from '../../parts/NotRead.tsx';
import { SideSheet } from '../../parts/SideSheet.tsx';
import classes from './BindingCheck.module.css';
import { type BindingTarget, targetName } from './binding-target.ts';
import { CheckedCustomers } from './CheckedCustomers.tsx';
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
    <SideSheet title={`Strict for ${targetName(target)}?`} width={680} onClose={onClose}>
      <div className={classes['asked']}>
        <span id="binding-check-days">Who would strict have refused in the last</span>
        <SegmentedControl
          size="xs"
          aria-labelledby="binding-check-days"
          value={String(days)}
          onChange={(value) => setDays(Number(value))}
          data={DAYS.map((each) => ({ value: String(each), label: `${each} days` }))}
        />
      </div>
      {error && !check && (
        <NotRead title="This could not be looked up" error={error} onRetry={() => void refetch()} />
      )}
      {!check && !error && (
        <p className={classes['progress']} role="status">
          <Loader size="xs" aria-hidden /> Looking at sessions and logins
          {lookedAt > 0 && `: ${formatCount(lookedAt, 'customer')} so far`}…
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
        {check.withoutDevice > 0 && (
          <p>
            {formatCount(check.withoutDevice, 'customer')} neither{' '}
            {check.withoutDevice === 1 ? 'was' : 'were'} let in nor{' '}
            {check.withoutDevice === 1 ? 'has' : 'have'} a registered device: strict refuses their next login.
          </p>
        )}
        <div className={classes['ways']}>
          {mayAdopt && adoptable.length > 0 && (
            <Button size="sm" loading={adopt.isPending} onClick={() => adopt.mutate(adoptable)}>
              Adopt {adoptable.length === 1 ? 'the device' : `all ${formatNumber(adoptable.length)} devices`}
            </Button>
          )}
          {maySet && (
            <Button size="sm" variant="default" loading={set.isPending} onClick={() => set.mutate('observe')}>
              Observe first
            </Button>
          )}
          {maySet && (
            <Button
              size="sm"
              variant={isCalm ? 'filled' : 'default'}
              loading={set.isPending}
              onClick={() => set.mutate('strict')}
            >
              Turn strict on
            </Button>
          )}
        </div>
        {adopt.isPending && adoptable.length > 0 && (
          <p role="status">
            {formatNumber(Math.min(adopt.done, adoptable.length))} of {formatNumber(adoptable.length)}{' '}
            adopted…
          </p>
        )}
        <p className={classes['quiet']}>
          Observe lets everybody in and lists whom strict would refuse. What it finds stands here too, and
          under Unrecognised.
        </p>
      </div>
      <CheckedCustomers customers={check.items} onAdopt={mayAdopt ? (one) => adopt.mutate([one]) : null} />
    </>
  );
}

function sentenceOf({ customers, ready, wouldBeRefused }: WholeCheck): string {
  if (customers === 0) return 'Nobody follows it.';
  if (ready === customers)
    return customers === 1
      ? 'Strict would have refused nothing.'
      : `Strict would have refused nothing of ${formatCount(customers, 'customer')}.`;
  if (wouldBeRefused === 0) return 'Nobody who was let in would have been refused.';
  return customers === 1
    ? 'Strict would have refused logins that were let in.'
    : `Strict would have refused logins of ${formatNumber(wouldBeRefused)} of ${formatCount(customers, 'customer')}.`;
}
