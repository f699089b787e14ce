import { Button } from '@mantine/core';
import { IconSearchOff } from '@tabler/icons-react';
import { EmptyState } from '../EmptyState.tsx';
import type { ListQuery } from './list-types.ts';

type Props = {
  readonly noun: string;
  readonly query: ListQuery;
  readonly change: (changes: Readonly<Record<string, string | null>>) => void;
};

export function NoMatch({ noun, query, change }: Props) {
  const clear = () =>
    change({ search: null, ...Object.fromEntries(Object.keys(query.filters).map((name) => [name, null])) });
  return (
    <EmptyState
      icon={IconSearchOff}
      title={
        query.search === '' ? `No ${noun} matches these filters` : `No ${noun} matches “${query.search}”`
      }
      action={
        <Button variant="default" onClick={clear}>
          Show all
        </Button>
      }
    />
  );
}
