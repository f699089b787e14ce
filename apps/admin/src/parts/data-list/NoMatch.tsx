import { Button } from '@mantine/core';
import { IconSearchOff } from '@tabler/icons-react';
import { EmptyState } from '../EmptyState.tsx';
import type { ListQuery } from './list-types.ts';
import { say } from '../texts.ts';

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
        query.search === ''
          ? say('noneMatchesFilters', { noun })
          : say('noneMatchesSearch', { noun, search: query.search })
      }
      action={
        <Button variant="default" onClick={clear}>
          {say('showAll')}
        </Button>
      }
    />
  );
}
