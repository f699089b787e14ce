import { formatCount } from '@gatehouse/domain/service-packages/describe-amounts';
import { SegmentedControl, Select, Skeleton } from '@mantine/core';
import { IconChartBar } from '@tabler/icons-react';
import { useMemo } from 'react';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { NotRead } from '../../parts/NotRead.tsx';
import { Plot } from '../../parts/plot/Plot.tsx';
import { PlotGroup } from '../../parts/plot/PlotGroup.tsx';
import hotspot from '../hotspot/Hotspot.module.css';
import { useZones } from '../zones/use-zones.ts';
import { SalesNumbers } from './SalesNumbers.tsx';
import { SalesTable } from './SalesTable.tsx';
import { NO_ZONE, salesPlots, salesSpan } from './sales-plots.ts';
import type { Sales, SalesInCurrency } from './sales-types.ts';
import { type Asked, SPANS, useAsked, useSales } from './use-sales.ts';

/** What was sold: by day, package and zone, each currency for itself. */
export function SalesScreen() {
  const [asked, ask] = useAsked();
  const { data, error, refetch } = useSales(asked);
  if (error && !data)
    return <NotRead title="The sales could not be read" error={error} onRetry={() => void refetch()} />;
  const shown = data?.currencies.find(({ currency }) => currency === asked.currency) ?? data?.currencies[0];
  return (
    <div className={hotspot['page']}>
      <header className={hotspot['header']}>
        <h1>Sales</h1>
        <Filters asked={asked} ask={ask} sales={data} shown={shown} />
      </header>
      {!data && <Skeleton h={520} />}
      {data && !shown && (
        <EmptyState icon={IconChartBar} title="Nothing was sold in this time">
          What visitors pay, what is taken in cash and what vouchers were sold for is counted here once they
          are redeemed.
        </EmptyState>
      )}
      {data && data.vouchersWithoutPrice > 0 && (
        <p className={hotspot['none']}>
          {formatCount(data.vouchersWithoutPrice, 'voucher')} of batches without a price{' '}
          {data.vouchersWithoutPrice === 1 ? 'was' : 'were'} redeemed; nobody said what for.
        </p>
      )}
      {shown && <Shown key={shown.currency} sales={shown} zoneId={asked.zoneId} />}
    </div>
  );
}

type FiltersProps = {
  readonly asked: Asked;
  readonly ask: (changes: Partial<Asked>) => void;
  readonly sales: Sales | undefined;
  readonly shown: SalesInCurrency | undefined;
};

function Filters({ asked, ask, sales, shown }: FiltersProps) {
  const zones = useZones();
  const currencies = sales?.currencies.map(({ currency }) => currency) ?? [];
  return (
    <div className={hotspot['filters']}>
      {(zones.length > 1 || asked.zoneId !== undefined) && (
        <Select
          size="xs"
          aria-label="Zone"
          placeholder="All zones"
          clearable
          searchable
          nothingFoundMessage="There is no such zone"
          data={zones.map(({ id, name }) => ({ value: id, label: name }))}
          value={asked.zoneId ?? null}
          onChange={(zoneId) => ask({ zoneId: zoneId ?? undefined })}
        />
      )}
      {currencies.length > 1 && (
        <SegmentedControl
          size="xs"
          aria-label="Currency"
          value={shown?.currency ?? ''}
          data={currencies}
          onChange={(currency) => ask({ currency })}
        />
      )}
      <SegmentedControl
        size="xs"
        aria-label="How far back"
        value={asked.days}
        data={[...SPANS]}
        onChange={(days) => ask({ days })}
      />
    </div>
  );
}

type ShownProps = { readonly sales: SalesInCurrency; readonly zoneId: string | undefined };

function Shown({ sales, zoneId }: ShownProps) {
  const span = useMemo(() => salesSpan(sales), [sales]);
  const plots = useMemo(() => salesPlots(sales), [sales]);
  return (
    <>
      <SalesNumbers sales={sales} zoneId={zoneId} />
      <PlotGroup span={span}>
        <div className={hotspot['plots']}>
          {plots.map((plotted) => (
            <Plot key={plotted.title} plotted={plotted} />
          ))}
        </div>
      </PlotGroup>
      <div className={hotspot['tables']}>
        <SalesTable title="Packages" parts={sales.packages} currency={sales.currency} />
        <SalesTable title="Zones" parts={sales.zones} currency={sales.currency} nameless={NO_ZONE} />
      </div>
    </>
  );
}
