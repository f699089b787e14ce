import { CloseButton, Kbd, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { type ReactNode, useEffect, useState } from 'react';
import classes from './DataList.module.css';
import { FilterChip } from './FilterChip.tsx';
import type { ListFilter, ListQuery } from './list-types.ts';
import { say } from '../texts.ts';

type Props = {
  readonly query: ListQuery;
  readonly change: (changes: Readonly<Record<string, string | null>>) => void;
  readonly filters: readonly ListFilter[];
  readonly hint: string | undefined;
  readonly search: React.RefObject<HTMLInputElement | null>;
  /** What else one sets up a list by. */
  readonly children?: ReactNode;
};

export function ListToolbar({ query, change, filters, hint, search, children }: Props) {
  if (hint === undefined && filters.length === 0) return null;
  return (
    <div className={classes['toolbar']} role="search">
      {hint !== undefined && (
        <SearchField value={query.search} change={change} hint={hint} inputRef={search} />
      )}
      {filters.map((filter) => (
        <FilterChip
          key={filter.name}
          filter={filter}
          value={query.filters[filter.name] ?? null}
          onChange={(value) => change({ [filter.name]: value })}
        />
      ))}
      {children}
    </div>
  );
}

type SearchProps = {
  readonly value: string;
  readonly change: Props['change'];
  readonly hint: string;
  readonly inputRef: React.RefObject<HTMLInputElement | null>;
};

function SearchField({ value, change, hint, inputRef }: SearchProps) {
  const [typed, setTyped] = useState(value);
  const send = useDebouncedCallback((text: string) => change({ search: text.trim() }), 200);
  // The URL may change by other means: the back button, "Clear", a link.
  useEffect(() => setTyped((before) => (before.trim() === value ? before : value)), [value]);
  const set = (text: string) => {
    setTyped(text);
    send(text);
  };
  return (
    <TextInput
      ref={inputRef}
      className={classes['search']}
      type="search"
      size="xs"
      value={typed}
      onChange={(event) => set(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          if (typed !== '') set('');
          event.currentTarget.blur();
        }
        if (event.key === 'Enter') event.currentTarget.blur();
      }}
      placeholder={hint}
      aria-label={hint}
      leftSection={<IconSearch size={15} stroke={1.7} aria-hidden />}
      rightSection={
        typed === '' ? (
          <Kbd size="xs" aria-hidden className={classes['slash']}>
            /
          </Kbd>
        ) : (
          <CloseButton size="sm" aria-label={say('clearSearch')} onClick={() => set('')} />
        )
      }
    />
  );
}
