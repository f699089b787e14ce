import { SegmentedControl } from '@mantine/core';
import { IconChartBar } from '@tabler/icons-react';
import { useMemo } from 'react';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { NotRead } from '../../parts/NotRead.tsx';
import {
  OverviewPage,
  OverviewPlots,
  OverviewTables,
  SpanControl,
} from '../../parts/overview/OverviewPage.tsx';
import { OverviewNote } from '../../parts/overview/OverviewTable.tsx';
import { ZoneFilter } from '../zones/ZoneFilter.tsx';
import { SalesNumbers } from './SalesNumbers.tsx';
import { SalesTable } from './SalesTable.tsx';
import { NO_ZONE, salesPlots, salesSpan } from './sales-plots.ts';
import type { Sales, SalesInCurrency } from './sales-types.ts';
import { type Asked, SPANS, useAsked, useSales } from './use-sales.ts';
import { say } from './texts.ts';

/** What was sold: by day, package and zone, each currency for itself. */
export function SalesScreen() {
  const [asked, ask] = useAsked();
  const { data, error, refetch } = useSales(asked);
  if (error && !data)
    return <NotRead title={say('salesNotRead')} error={error} onRetry={() => void refetch()} />;
  const shown = data?.currencies.find(({ currency }) => currency === asked.currency) ?? data?.currencies[0];
  const filters = <Filters asked={asked} ask={ask} sales={data} shown={shown} />;
  return (
    <OverviewPage title={say('sales')} filters={filters} ready={data !== undefined}>
      {data && !shown && (
        <EmptyState icon={IconChartBar} title={say('nothingSold')}>
          {say('whatCounts')}
        </EmptyState>
      )}
      {data && data.vouchersWithoutPrice > 0 && (
        <OverviewNote>{say('withoutPrice', { count: data.vouchersWithoutPrice })}</OverviewNote>
      )}
      {shown && <Shown key={shown.currency} sales={shown} zoneId={asked.zoneId} />}
    </OverviewPage>
  );
}

type FiltersProps = {
  readonly asked: Asked;
  readonly ask: (changes: Partial<Asked>) => void;
  readonly sales: Sales | undefined;
  readonly shown: SalesInCurrency | undefined;
};

function Filters({ asked, ask, sales, shown }: FiltersProps) {
  const currencies = sales?.currencies.map(({ currency }) => currency) ?? [];
  return (
    <>
      <ZoneFilter zoneId={asked.zoneId} onChange={(zoneId) => ask({ zoneId })} />
      {currencies.length > 1 && (
        <SegmentedControl
          size="xs"
          aria-label={say('currency')}
          value={shown?.currency ?? ''}
          data={currencies}
          onChange={(currency) => ask({ currency })}
        />
      )}
      <SpanControl value={asked.days} spans={SPANS} onChange={(days) => ask({ days })} />
    </>
  );
}

type ShownProps = { readonly sales: SalesInCurrency; readonly zoneId: string | undefined };

function Shown({ sales, zoneId }: ShownProps) {
  const span = useMemo(() => salesSpan(sales), [sales]);
  const plots = useMemo(() => salesPlots(sales), [sales]);
  return (
    <>
      <SalesNumbers sales={sales} zoneId={zoneId} />
      <OverviewPlots span={span} plots={plots} />
      <OverviewTables>
        <SalesTable
          title={say('packages')}
          of={say('package')}
          parts={sales.packages}
          currency={sales.currency}
        />
        <SalesTable
          title={say('zones')}
          of={say('zone')}
          parts={sales.zones}
          currency={sales.currency}
          nameless={NO_ZONE}
        />
      </OverviewTables>
    </>
  );
}
