import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { getJson } from '../../api/call-api.ts';
import type { ListFilter } from '../../parts/data-list/list-types.ts';
import { useNow } from '../../parts/NowProvider.tsx';
import { whenFilters } from '../payments/when-filters.ts';
import { AUDITED_THINGS } from './audited-things.ts';
import { say } from './texts.ts';

const KINDS = (['radius', 'customer', 'job', 'cli'] as const).map((value) => ({
  value,
  label: say(`by_${value}`),
}));

const byThing: ListFilter = { name: 'thing', label: say('about'), options: AUDITED_THINGS };

type Actors = { readonly items: readonly { readonly by: string; readonly name: string }[] };

export function useAuditFilters(): readonly ListFilter[] {
  const { data: actors } = useQuery({
    queryKey: ['audit-log', 'actors'],
    queryFn: ({ signal }) => getJson<Actors>('/audit-log/actors', {}, signal),
  });
  const { from, to } = useSearch({ strict: false }) as { from?: string; to?: string };
  const midnight = new Date(useNow()).setHours(0, 0, 0, 0);
  return useMemo(() => {
    const operators = (actors?.items ?? []).map(({ by, name }) => ({ value: by, label: name }));
    return [
      { name: 'by', label: say('who'), options: [...operators, ...KINDS] },
      byThing,
      ...whenFilters(midnight, { from, to }),
    ];
  }, [actors, midnight, from, to]);
}
