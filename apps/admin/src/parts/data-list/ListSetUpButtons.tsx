import type { ListScreen } from '@gatehouse/domain/lists/list-screens';
import classes from './DataList.module.css';
import { ColumnChooser } from './ColumnChooser.tsx';
import type { ListColumn, ListFilter } from './list-types.ts';
import type { ListSetUp } from './use-list-choice.ts';
import type { Views } from './use-views.ts';
import { ViewsMenu } from './ViewsMenu.tsx';

type Props<Row> = {
  readonly screen: ListScreen;
  readonly title: string;
  readonly columns: readonly ListColumn<Row>[];
  readonly shown: readonly ListColumn<Row>[];
  readonly withoutRoom: readonly string[];
  readonly filters: readonly ListFilter[];
  readonly views: Views;
  readonly setUp: ListSetUp;
  /** Stacked rows have no columns. */
  readonly phone: boolean;
};

/** How a list is set up: which view of it, which columns. */
export function ListSetUpButtons<Row>(props: Props<Row>) {
  return (
    <div className={classes['setUp']}>
      <ViewsMenu {...props} />
      {!props.phone && <ColumnChooser {...props} />}
    </div>
  );
}
