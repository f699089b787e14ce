import { Button, NativeSelect } from '@mantine/core';
import { reviewRules } from '@gatehouse/domain/review/review-rules';
import { IconCheck, IconChecklist, IconHistory, IconTrash } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useId, useMemo, useState } from 'react';
import type { ReviewCounts, ReviewFinding } from '../../api/types.ts';
import { useMay } from '../../api/use-me.ts';
import { DataList } from '../../parts/data-list/DataList.tsx';
import type { ListFilter } from '../../parts/data-list/list-types.ts';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { formatDuration } from '../../parts/format/duration.ts';
import { formatNumber } from '../../parts/format/number.ts';
import { showError } from '../../parts/show-error.ts';
import { useChangeSettings, useSettings } from '../settings/use-settings.ts';
import classes from './Review.module.css';
import { ReviewActions } from './ReviewActions.tsx';
import { reviewColumns } from './review-columns.tsx';
import { ReviewHistory } from './ReviewHistory.tsx';
import { ruleLabel } from './rule-label.ts';
import { say } from './texts.ts';
import { useDecideReview, useReviewCounts } from './use-review.ts';

/** What a careful owner would look at among the devices, found for them. */
export function ReviewScreen() {
  const navigate = useNavigate();
  const [history, setHistory] = useState(false);
  const { data: counts } = useReviewCounts();
  const filters = useMemo(() => filtersOf(counts), [counts]);
  const decide = useDecideReview();
  const mayDecide = useMay('devices.remove');
  return (
    <>
      <DataList<ReviewFinding>
        title={say('review')}
        thing="review"
        noun={say('noun')}
        path="/review"
        refreshSeconds={30}
        rowId={rowId}
        rowName={({ device: { mac, customerName: customer }, rule }) =>
          say('rowName', { rule: ruleLabel(rule), mac, customer })
        }
        columns={reviewColumns}
        filters={filters}
        defaultSort="-since"
        searchHint={say('searchHint')}
        onOpen={({ device: { customerId } }) =>
          void navigate({ to: '/customers/$customerId/devices', params: { customerId } })
        }
        headerActions={
          <>
            <SilenceDays />
            <Button
              variant="default"
              leftSection={<IconHistory size={16} aria-hidden />}
              onClick={() => setHistory(true)}
            >
              {say('decisions')}
            </Button>
          </>
        }
        rowActions={rowActions}
        actionsWidth={216}
        {...(mayDecide && {
          bulkActions: (findings: readonly ReviewFinding[], done: () => void) => (
            <>
              <Button
                size="xs"
                variant="default"
                leftSection={<IconCheck size={15} aria-hidden />}
                onClick={() => decide.mutate({ decision: 'keep', findings }, { onSuccess: done })}
              >
                {say('keepMany', { count: findings.length })}
              </Button>
              <Button
                size="xs"
                variant="default"
                leftSection={<IconTrash size={15} aria-hidden />}
                onClick={() => decide.mutate({ decision: 'remove', findings }, { onSuccess: done })}
              >
                {say('removeDevices', { count: devicesOf(findings) })}
              </Button>
            </>
          ),
        })}
        empty={
          <EmptyState icon={IconChecklist} title={say('nothingToReview')}>
            {say('nothingToReviewWhy')}
          </EmptyState>
        }
      />
      {history && <ReviewHistory onClose={() => setHistory(false)} />}
    </>
  );
}

const DAYS = [14, 30, 60, 90, 180, 365];

/** After how many days of silence a device is listed. */
function SilenceDays() {
  const settings = useSettings().data;
  const mayChange = useMay('settings.change');
  const change = useChangeSettings();
  const queryClient = useQueryClient();
  const id = useId();
  if (settings === undefined || !mayChange) return null;
  const { reviewNotSeenDays: days } = settings;
  const choices = DAYS.includes(days) ? DAYS : [...DAYS, days].toSorted((a, b) => a - b);
  return (
    <div className={classes['silence']}>
      <label htmlFor={id}>{say('silentFor')}</label>
      <NativeSelect
        id={id}
        size="xs"
        name="reviewNotSeenDays"
        value={String(days)}
        data={choices.map((each) => ({ value: String(each), label: formatDuration(86_400 * each) }))}
        onChange={(event) =>
          change.mutate(
            { reviewNotSeenDays: Number(event.currentTarget.value) },
            {
              onSuccess: () => void queryClient.invalidateQueries({ queryKey: ['review'] }),
              onError: (error) => showError(error, say('daysAsBefore')),
            },
          )
        }
      />
    </div>
  );
}

function filtersOf(counts: ReviewCounts | undefined): readonly ListFilter[] {
  const openOf = (rule: string) => counts?.rules.find((each) => each.rule === rule)?.open;
  return [
    {
      name: 'rule',
      label: say('finding'),
      options: reviewRules.map((rule) => {
        const open = openOf(rule);
        const count = open === undefined ? '' : ` · ${formatNumber(open ?? Number.POSITIVE_INFINITY)}`;
        return { value: rule, label: `${ruleLabel(rule)}${count}` };
      }),
    },
    { name: 'state', label: say('kept'), options: [{ value: 'kept', label: say('onlyKept') }] },
  ];
}

function devicesOf(findings: readonly ReviewFinding[]): number {
  return new Set(findings.map(({ device }) => device.id)).size;
}

function rowId({ id }: ReviewFinding): string {
  return id;
}

function rowActions(finding: ReviewFinding) {
  return <ReviewActions finding={finding} />;
}
