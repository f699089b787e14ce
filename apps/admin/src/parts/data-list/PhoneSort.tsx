import { Button, Menu } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconCheck } from '@tabler/icons-react';
import type { ListColumn, ListQuery } from './list-types.ts';
import { say } from '../texts.ts';

type Props<Row> = {
  readonly columns: readonly ListColumn<Row>[];
  readonly query: ListQuery;
  readonly change: (changes: Readonly<Record<string, string | null>>) => void;
};

/** Stacked rows have no heads to press: the same orders in a menu. The chosen one once more turns it round. */
export function PhoneSort<Row>({ columns, query, change }: Props<Row>) {
  const sortable = columns.filter(({ sort }) => sort !== undefined);
  if (sortable.length < 2) return null;
  const falling = query.sort.startsWith('-');
  const name = falling ? query.sort.slice(1) : query.sort;
  const chosen = sortable.find(({ sort }) => sort === name);
  const Arrow = falling ? IconArrowDown : IconArrowUp;
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button
          size="xs"
          variant="default"
          fw={450}
          rightSection={<Arrow size={14} aria-hidden />}
          aria-label={say(falling ? 'sortedFalling' : 'sortedRising', { column: chosen?.title ?? '–' })}
        >
          {chosen?.title ?? say('sort')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={360} className="scrolls">
        {sortable.map(({ id, title, sort = '' }) => (
          <Menu.Item
            key={id}
            leftSection={
              <IconCheck size={14} aria-hidden visibility={sort === name ? 'visible' : 'hidden'} />
            }
            onClick={() => change({ sort: sort === name && !falling ? `-${sort}` : sort })}
          >
            {title}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
