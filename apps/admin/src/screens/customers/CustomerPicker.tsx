import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { getJson } from '../../api/call-api.ts';
import type { Customer, Page } from '../../api/types.ts';
import { say } from './texts.ts';

type Props = {
  readonly value?: string;
  readonly onChange: (customerId: string) => void;
  readonly onBlur?: () => void;
  readonly error?: ReactNode;
};

const LIMIT = 20;

/** Finds one customer by name, username, phone or e-mail, as the server's own search does. */
export function CustomerPicker({ value = '', onChange, onBlur, error }: Props) {
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed.replace(/ · .*$/, '').trim(), 150);
  const { data } = useQuery({
    queryKey: ['customers', 'pick', search],
    queryFn: ({ signal }) => getJson<Page<Customer>>('/customers', { search, limit: LIMIT }, signal),
    placeholderData: (before) => before,
  });
  return (
    <Select
      label={say('customer')}
      name="customerId"
      withAsterisk
      searchable
      // Focused because it is at fault, its list would hide why.
      openOnFocus={false}
      data-autofocus
      placeholder={say('pickHint')}
      nothingFoundMessage={say('nobodyMatches')}
      data={(data?.items ?? []).map(({ id, name, username }) => ({
        value: id,
        label: `${name} · ${username}`,
      }))}
      // The server has searched already, also in what the label does not show.
      filter={({ options }) => options}
      searchValue={typed}
      onSearchChange={setTyped}
      value={value === '' ? null : value}
      onChange={(id) => onChange(id ?? '')}
      onBlur={onBlur}
      error={error}
    />
  );
}
