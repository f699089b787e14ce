import { ActionIcon, Button, Checkbox, Popover } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconColumns3 } from '@tabler/icons-react';
import classes from './DataList.module.css';
import { moveColumn, toggleColumn } from './choose-columns.ts';
import type { ListColumn } from './list-types.ts';
import type { ListSetUp } from './use-list-choice.ts';
import { say } from '../texts.ts';

type Props<Row> = {
  readonly columns: readonly ListColumn<Row>[];
  /** Those that are shown, as far as there is room. */
  readonly shown: readonly ListColumn<Row>[];
  /** Ids of those of them that found no room. */
  readonly withoutRoom: readonly string[];
  readonly setUp: ListSetUp;
};

/** Which columns stand in the table, and in which order. */
export function ColumnChooser<Row>({ columns, shown, withoutRoom, setUp }: Props<Row>) {
  const ids = shown.map(({ id }) => id);
  const rest = columns.filter(({ id }) => !ids.includes(id));
  const set = (next: readonly string[]) => next !== ids && setUp.change({ columns: [...next] });
  return (
    <Popover position="bottom-end" width={290} trapFocus returnFocus shadow="md">
      <Popover.Target>
        <Button
          size="xs"
          variant="default"
          fw={450}
          leftSection={<IconColumns3 size={14} aria-hidden />}
          className={classes['columnsButton'] ?? ''}
        >
          {say('columns')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={8} mah={480} className="scrolls" aria-label={say('columns')}>
        <ul className={classes['columns']}>
          {[...shown, ...rest].map((column) => (
            <li key={column.id}>
              <Checkbox
                size="xs"
                label={column.title}
                {...(withoutRoom.includes(column.id) && { description: say('noRoom') })}
                checked={ids.includes(column.id)}
                onChange={() => set(toggleColumn(ids, column.id))}
              />
              {ids.includes(column.id) && (
                <span>
                  <Mover
                    title={column.title}
                    up
                    disabled={ids[0] === column.id}
                    onMove={() => set(moveColumn(ids, column.id, -1))}
                  />
                  <Mover
                    title={column.title}
                    disabled={ids.at(-1) === column.id}
                    onMove={() => set(moveColumn(ids, column.id, 1))}
                  />
                </span>
              )}
            </li>
          ))}
        </ul>
        <Button
          size="compact-xs"
          variant="subtle"
          mt={6}
          disabled={setUp.choice.columns === null}
          onClick={() => setUp.change({ columns: null })}
        >
          {say('asListComes')}
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}

type MoverProps = {
  readonly title: string;
  readonly up?: boolean;
  readonly disabled: boolean;
  readonly onMove: () => void;
};

/** Stays where it can be pressed again, and says so where it cannot go further. */
function Mover({ title, up = false, disabled, onMove }: MoverProps) {
  const Icon = up ? IconArrowUp : IconArrowDown;
  return (
    <ActionIcon
      size={24}
      aria-label={say(up ? 'moveToFront' : 'moveToBack', { title })}
      aria-disabled={disabled || undefined}
      {...(disabled ? { 'data-disabled': true } : { onClick: onMove })}
    >
      <Icon size={14} aria-hidden />
    </ActionIcon>
  );
}
