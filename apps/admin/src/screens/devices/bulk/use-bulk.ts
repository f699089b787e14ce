import { type BulkKind, isBulkUnderWay } from '@gatehouse/domain/devices/bulk-words';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { changeJson, getJson, type Params } from '../../../api/call-api.ts';
import type { BulkAction, Device, Page } from '../../../api/types.ts';
import { useMe } from '../../../api/use-me.ts';
import type { Chosen } from '../../../parts/data-list/list-types.ts';
import { showError } from '../../../parts/show-error.ts';
import { useRefreshDevices } from '../use-devices.ts';
import { say } from './texts.ts';

const WATCH_MS = 400;
const LOOK_MS = 3_000;
const RECENT = 50;

export type BulkWish = {
  readonly action: BulkKind;
  readonly label?: string | null;
  readonly type?: string | null;
  readonly customerId?: string;
  readonly overLimit?: boolean;
  readonly reason?: string | null;
};

/** The same devices for the server: by their ids, or all that match. */
export function selectionOf(devices: readonly Device[], { matching }: Chosen): object {
  if (matching === null) return { ids: devices.map(({ id }) => id) };
  const { except } = matching;
  return { filter: filterOf(matching.query), ...(except.length > 0 && { except }) };
}

function filterOf(query: Params): Params {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== '' && value !== null));
}

export function useBeginBulk(devices: readonly Device[], chosen: Chosen) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (wish: BulkWish) =>
      changeJson<BulkAction>('POST', '/devices/bulk', {
        ...wish,
        selection: selectionOf(devices, chosen),
        // What nobody counted was not shown.
        ...(Number.isFinite(chosen.count) && { expected: chosen.count }),
      }),
    onSuccess: ({ value }) => keep(queryClient, value),
  });
}

/** One bulk action, asked for again and again while it is worked at. What it changed is read anew once it is done. */
export function useBulk(id: string) {
  const refresh = useRefreshDevices();
  const queryClient = useQueryClient();
  const query = useQuery({
    queryKey: ['bulk-actions', 'one', id],
    queryFn: ({ signal }) => getJson<BulkAction>(`/bulk-actions/${id}`, {}, signal),
    refetchInterval: ({ state: { data } }) => (data && !isBulkUnderWay(data.state) ? false : WATCH_MS),
  });
  const state = query.data?.state;
  const latest = useRef(refresh);
  latest.current = refresh;
  useEffect(() => {
    if (state === undefined || isBulkUnderWay(state)) return;
    void latest.current();
    void queryClient.invalidateQueries({ queryKey: ['bulk-actions', 'list'] });
  }, [state, queryClient]);
  return query;
}

/** Stops it, or takes it back. */
export function useSteerBulk() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ id, step }: { readonly id: string; readonly step: 'stop' | 'undo' }) =>
      changeJson<BulkAction>('POST', `/bulk-actions/${id}/${step}`),
    onSuccess: ({ value }) => keep(queryClient, value),
    onError: (error, { id }) => {
      showError(error, say('goesOn'));
      void queryClient.invalidateQueries({ queryKey: ['bulk-actions', 'one', id] });
    },
  });
}

/** What was done to many devices at once, the newest first. */
export function useRecentBulk(enabled: boolean) {
  return useQuery({
    queryKey: ['bulk-actions', 'list'],
    queryFn: ({ signal }) => getJson<Page<BulkAction>>('/bulk-actions', { limit: RECENT }, signal),
    enabled,
    refetchInterval: ({ state: { data } }) =>
      data?.items.some(({ state }) => isBulkUnderWay(state)) ? LOOK_MS : false,
    select: ({ items }) => items,
  });
}

/** Of the operator who looks: what goes on without the page that began it. */
export function useOwnUnderWay(enabled: boolean): readonly string[] {
  const { data: me } = useMe();
  const { data = [] } = useRecentBulk(enabled);
  return data
    .filter(({ state, createdBy }) => isBulkUnderWay(state) && createdBy === me?.name)
    .map(({ id }) => id);
}

function keep(queryClient: ReturnType<typeof useQueryClient>, bulk: BulkAction): void {
  queryClient.setQueryData(['bulk-actions', 'one', bulk.id], bulk);
  void queryClient.invalidateQueries({ queryKey: ['bulk-actions', 'list'] });
}
