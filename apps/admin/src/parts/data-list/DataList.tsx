import type { ListScreen } from '@gatehouse/domain/lists/list-screens';
import type { LiveTopic } from '@gatehouse/domain/live/live-topics';
import { Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { type ReactNode, useCallback, useMemo, useRef, useState } from 'react';
import { type Params, queryText } from '../../api/call-api.ts';
import type { Page } from '../../api/types.ts';
import { errorSentence } from '../show-error.ts';
import { isUnreachable } from '../Unreachable.tsx';
import classes from './DataList.module.css';
import { chooseColumns } from './choose-columns.ts';
import { ListFault } from './ListFault.tsx';
import { ListFoot } from './ListFoot.tsx';
import { ListHeader } from './ListHeader.tsx';
import { ListSkeleton } from './ListSkeleton.tsx';
import { ListTable } from './ListTable.tsx';
import { ListToolbar } from './ListToolbar.tsx';
import { ListSetUpButtons } from './ListSetUpButtons.tsx';
import type { Chosen, ListColumn, ListFilter } from './list-types.ts';
import { NewRows } from './NewRows.tsx';
import { NoMatch } from './NoMatch.tsx';
import { PauseButton } from './PauseButton.tsx';
import { PhoneRows } from './PhoneRows.tsx';
import { PhoneSort } from './PhoneSort.tsx';
import { SearchedSince } from './SearchedSince.tsx';
import { SelectionBar } from './SelectionBar.tsx';
import { useExactCount } from './use-exact-count.ts';
import { useListChoice } from './use-list-choice.ts';
import { useListKeys } from './use-list-keys.ts';
import { useListQuery } from './use-list-query.ts';
import { useLiveHead } from './use-live-head.ts';
import { usePages } from './use-pages.ts';
import { type Selection, useSelection } from './use-selection.ts';
import { useViews } from './use-views.ts';
import { say } from '../texts.ts';

const FEW = 8;
const NO_FILTERS: readonly ListFilter[] = [];
const NO_ROWS: readonly never[] = [];

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
  /** Buttons at the end of each row. All rows are drawn again where the function is another. */
  readonly rowActions?: (row: Row) => ReactNode;
  readonly actionsWidth?: number;
  readonly bulkActions?: (rows: readonly Row[], done: () => void, chosen: Chosen) => ReactNode;
  /** What is shown at the foot of the window, over the rows. */
  readonly foot?: ReactNode;
  /** What is done to the rows that are selected can be done to all that match, loaded or not. */
  readonly selectsMatching?: boolean;
  /** Under which name this list is set up: saved views, and which columns stand where. */
  readonly screen?: ListScreen;
  readonly headerActions?: ReactNode;
  /** The same, of what the list asks for now: its search, sort and filters, and the columns in their order. */
  readonly askedActions?: (asked: Params, columns: readonly string[], count: number | undefined) => ReactNode;
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
  const setUp = useListChoice(props.screen);
  const views = useViews({ screen: props.screen, query, filters, defaultSort, setUp });
  const settled = !setUp.pending && !views.pending;
  const columns = useMemo(
    () => chooseColumns(props.columns, phone ? null : setUp.choice.columns),
    [props.columns, phone, setUp.choice.columns],
  );
  const [withoutRoom, setWithoutRoom] = useState<readonly string[]>([]);
  const matched = useMemo(() => ({ ...params, search: query.search, ...query.filters }), [params, query]);
  const asked = useMemo(() => ({ ...matched, sort: query.sort }), [matched, query.sort]);
  const pages = usePages<Row>(props.thing, props.path, asked, props.refreshSeconds, props.live);
  const [paused, setPaused] = useState(false);
  const { refetch } = pages;
  const reload = useCallback(() => void refetch(), [refetch]);
  const loaded = useMemo(
    () => (settled ? pages.data?.pages.flatMap(({ items }) => items) : undefined),
    [pages.data, settled],
  );
  const selection = useSelection(loaded, rowId, `${props.path}${queryText(matched)}`);
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
    selection,
    selects: props.bulkActions !== undefined,
    selectsMatching: props.selectsMatching === true,
    onOpen: props.onOpen,
    onAdd: props.onAdd,
  });
  // Always the same for the rows, so that they need not be drawn again for a screen that is.
  const latestOpen = useRef(props.onOpen);
  latestOpen.current = props.onOpen;
  const open = useCallback((row: Row) => latestOpen.current?.(row), []);
  const narrowed = query.search !== '' || Object.keys(query.filters).length > 0;
  // A handful of rows inside a profile needs no searching.
  const few = props.level === 2 && props.live === undefined && (totalOf(pages.data?.pages[0]) ?? 0) <= FEW;
  // What came in since the list was counted.
  const arrived = (rows?.length ?? 0) - (loaded?.length ?? 0) + live.waiting;
  const counted = totalOf(pages.data?.pages[0]);
  const searchedSince = pages.data?.pages[0]?.searchedSince;
  const total = counted === undefined ? undefined : counted + arrived;
  const allSelected = selection.ids.size > 0 && selection.ids.size === (rows?.length ?? 0);
  const everything = useExactCount(
    props.thing,
    props.path,
    matched,
    counted,
    props.selectsMatching === true && (allSelected || selection.except !== null),
  );
  const chosen = {
    ...chosenOf(selection, everything, matched),
    sort: query.sort,
    columns: columnIds(columns),
  };
  const rowProps = {
    ...props,
    ...(props.onOpen && { onOpen: open }),
    columns,
    rows: rows ?? NO_ROWS,
    total,
    selection,
    keys,
    query,
    change,
    setWithoutRoom,
  };

  return (
    <section
      ref={keys.section}
      className={classes['list']}
      data-level={props.level ?? 1}
      aria-label={props.title}
    >
      <ListHeader
        {...props}
        headerActions={
          <>
            {props.live !== undefined && <PauseButton paused={paused} onChange={setPaused} />}
            {props.askedActions?.(asked, columnIds(columns), counted)}
            {props.headerActions}
          </>
        }
        count={total}
        loaded={rows?.length}
        failed={pages.isError}
      />
      {(narrowed || !few) && (
        <ListToolbar
          query={query}
          change={change}
          filters={filters}
          hint={props.searchHint}
          search={keys.search}
        >
          {phone && <PhoneSort columns={props.columns} query={query} change={change} />}
          {props.screen !== undefined && (
            <ListSetUpButtons
              {...props}
              {...{ screen: props.screen, filters, views, setUp, withoutRoom, phone }}
              shown={columns}
            />
          )}
        </ListToolbar>
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
          {say('mayBeOld', { error: errorSentence(pages.error) })}{' '}
          <Button size="compact-xs" variant="default" onClick={() => void pages.refetch()}>
            {say('tryAgain')}
          </Button>
        </p>
      )}
      {(pages.isPending || (!settled && !pages.isError)) && <ListSkeleton columns={columns} phone={phone} />}
      {rows !== undefined && rows.length === 0 && !pages.isError && (
        <>{narrowed ? <NoMatch noun={props.noun} query={query} change={change} /> : props.empty}</>
      )}
      {rows !== undefined && rows.length > 0 && (
        <>
          {phone ? <PhoneRows {...rowProps} /> : <ListTable {...rowProps} />}
          <ListFoot pages={pages} noun={props.noun} />
        </>
      )}
      <div className={classes['bottom']}>
        {props.foot}
        {props.bulkActions && selection.rows.length > 0 && (
          <SelectionBar
            selection={selection}
            count={chosen.count}
            total={counted ?? 0}
            mayTakeMatching={
              props.selectsMatching === true &&
              pages.hasNextPage &&
              selection.ids.size === (rows?.length ?? 0)
            }
          >
            {props.bulkActions(selection.rows, selection.clear, chosen)}
          </SelectionBar>
        )}
      </div>
    </section>
  );
}

function chosenOf<Row>(
  { rows, except }: Selection<Row>,
  total: number | undefined,
  query: Params,
): Pick<Chosen, 'count' | 'matching'> {
  if (except === null) return { count: rows.length, matching: null };
  const count = (total ?? Number.POSITIVE_INFINITY) - except.size;
  return { count, matching: { query, except: [...except] } };
}

function columnIds<Row>(columns: readonly ListColumn<Row>[]): readonly string[] {
  return columns.map(({ id }) => id);
}

function totalOf<Row>(first: Page<Row> | undefined): number | undefined {
  return first && (first.total ?? Number.POSITIVE_INFINITY);
}
