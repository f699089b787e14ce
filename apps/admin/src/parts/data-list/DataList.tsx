import type { LiveTopic } from '@gatehouse/domain/live/live-topics';
import { Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { type ReactNode, useCallback, useMemo, useState } from 'react';
import type { Params } from '../../api/call-api.ts';
import type { Page } from '../../api/types.ts';
import { errorSentence } from '../show-error.ts';
import { isUnreachable } from '../Unreachable.tsx';
import classes from './DataList.module.css';
import { ListFault } from './ListFault.tsx';
import { ListFoot } from './ListFoot.tsx';
import { ListHeader } from './ListHeader.tsx';
import { ListSkeleton } from './ListSkeleton.tsx';
import { ListTable } from './ListTable.tsx';
import { ListToolbar } from './ListToolbar.tsx';
import type { ListColumn, ListFilter, ListQuery } from './list-types.ts';
import { NewRows } from './NewRows.tsx';
import { NoMatch } from './NoMatch.tsx';
import { PauseButton } from './PauseButton.tsx';
import { PhoneRows } from './PhoneRows.tsx';
import { SearchedSince } from './SearchedSince.tsx';
import { SelectionBar } from './SelectionBar.tsx';
import { useListKeys } from './use-list-keys.ts';
import { useListQuery } from './use-list-query.ts';
import { useLiveHead } from './use-live-head.ts';
import { usePages } from './use-pages.ts';
import { useSelection } from './use-selection.ts';

const FEW = 8;
const NO_FILTERS: readonly ListFilter[] = [];

export type DataListProps<Row> = {
  readonly title: string;
  /** `h2` inside a profile's tab. */
  readonly level?: 1 | 2;
  /** What is listed, as the cache knows it; the same word is made stale by a change. */
  readonly thing: string;
  readonly path: string;
  readonly params?: Params;
  readonly rowId: (row: Row) => string;
  /** How a screen reader and a selection name the row. */
  readonly rowName: (row: Row) => string;
  readonly columns: readonly ListColumn<Row>[];
  readonly filters?: readonly ListFilter[];
  readonly defaultSort?: string;
  readonly searchHint?: string;
  /** One word for what is listed: "device". */
  readonly noun: string;
  readonly onOpen?: (row: Row) => void;
  readonly onAdd?: () => void;
  /** Buttons at the end of each row. */
  readonly rowActions?: (row: Row) => ReactNode;
  readonly actionsWidth?: number;
  readonly bulkActions?: (rows: readonly Row[], done: () => void) => ReactNode;
  readonly headerActions?: ReactNode;
  readonly empty: ReactNode;
  /** What is signalled when there are new rows at its top; they wait when the reader has scrolled, selected or paused. */
  readonly live?: LiveTopic;
  /** Reads what is shown again this often: for states that change while one looks. */
  readonly refreshSeconds?: number;
};

/** THE list: every screen with rows is one of these. */
export function DataList<Row>(props: DataListProps<Row>) {
  const { filters = NO_FILTERS, defaultSort = '', params, rowId } = props;
  const phone = useMediaQuery('(max-width: 759px)', false, { getInitialValueInEffect: false });
  const { query, change } = useListQuery(filters, defaultSort);
  const asked = useMemo(() => ({ ...params, ...toParams(query) }), [params, query]);
  const pages = usePages<Row>(props.thing, props.path, asked, props.refreshSeconds, props.live);
  const [paused, setPaused] = useState(false);
  const { refetch } = pages;
  const reload = useCallback(() => void refetch(), [refetch]);
  const loaded = useMemo(() => pages.data?.pages.flatMap(({ items }) => items), [pages.data]);
  const selection = useSelection(loaded, rowId);
  const live = useLiveHead<Row>({
    ...props,
    params: asked,
    loaded,
    live: props.live,
    held: paused || selection.ids.size > 0,
    rereads: props.refreshSeconds !== undefined,
    reload,
  });
  const rows = live.rows;
  const keys = useListKeys({
    rows,
    rowId,
    onOpen: props.onOpen,
    onAdd: props.onAdd,
    onSelect: selection.toggle,
  });
  const narrowed = query.search !== '' || Object.keys(query.filters).length > 0;
  // A handful of rows inside a profile needs no searching.
  const few = props.level === 2 && props.live === undefined && (totalOf(pages.data?.pages[0]) ?? 0) <= FEW;
  // What came in since the list was counted.
  const arrived = (rows?.length ?? 0) - (loaded?.length ?? 0) + live.waiting;
  const counted = totalOf(pages.data?.pages[0]);
  const searchedSince = pages.data?.pages[0]?.searchedSince;
  const total = counted === undefined ? undefined : counted + arrived;
  const rowProps = { ...props, rows: rows ?? [], selection, keys, query, change };

  return (
    <section className={classes['list']} data-level={props.level ?? 1} aria-label={props.title}>
      <ListHeader
        {...props}
        count={total}
        loaded={rows?.length}
        failed={pages.isError}
        headerActions={
          <>
            {props.live !== undefined && <PauseButton paused={paused} onChange={setPaused} />}
            {props.headerActions}
          </>
        }
      />
      {(narrowed || !few) && (
        <ListToolbar
          query={query}
          change={change}
          filters={filters}
          hint={props.searchHint}
          search={keys.search}
        />
      )}
      {searchedSince !== undefined && <SearchedSince since={searchedSince} noun={props.noun} />}
      {live.waiting > 0 && <NewRows count={live.waiting} more={live.moreWait} onShow={live.show} />}
      {pages.isError && rows === undefined && (
        <ListFault
          error={pages.error}
          filters={filters}
          query={query}
          change={change}
          onRetry={() => void pages.refetch()}
        />
      )}
      {pages.isRefetchError && rows !== undefined && !isUnreachable(pages.error) && (
        <p className={classes['old']} role="status">
          What you see may be old: {errorSentence(pages.error)}{' '}
          <Button size="compact-xs" variant="default" onClick={() => void pages.refetch()}>
            Try again
          </Button>
        </p>
      )}
      {pages.isPending && <ListSkeleton columns={props.columns} phone={phone} />}
      {rows !== undefined && rows.length === 0 && !pages.isError && (
        <>{narrowed ? <NoMatch noun={props.noun} query={query} change={change} /> : props.empty}</>
      )}
      {rows !== undefined && rows.length > 0 && (
        <>
          {phone ? <PhoneRows {...rowProps} /> : <ListTable {...rowProps} />}
          <ListFoot pages={pages} noun={props.noun} />
        </>
      )}
      {props.bulkActions && selection.rows.length > 0 && (
        <SelectionBar selection={selection}>
          {props.bulkActions(selection.rows, selection.clear)}
        </SelectionBar>
      )}
    </section>
  );
}

function toParams({ search, sort, filters }: ListQuery): Params {
  return { search, sort, ...filters };
}

function totalOf<Row>(first: Page<Row> | undefined): number | undefined {
  return first && (first.total ?? Number.POSITIVE_INFINITY);
}
