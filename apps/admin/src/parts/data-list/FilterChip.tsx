import { Button, Menu } from '@mantine/core';
import { IconCheck, IconChevronDown } from '@tabler/icons-react';
import type { ListFilter } from './list-types.ts';
import { say } from '../texts.ts';

type Props = {
  readonly filter: ListFilter;
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
};

export function FilterChip({ filter, value, onChange }: Props) {
  const chosen = filter.options.find((option) => option.value === value);
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button
          size="xs"
          variant={chosen ? 'light' : 'default'}
          rightSection={<IconChevronDown size={14} aria-hidden />}
          fw={chosen ? 600 : 450}
        >
          {chosen ? `${filter.label}: ${chosen.label}` : filter.label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={360} className="scrolls">
        <Menu.Item onClick={() => onChange(null)} leftSection={<Tick on={!chosen} />}>
          {say('any')}
        </Menu.Item>
        {filter.options.map((option) => (
          <Menu.Item
            key={option.value}
            onClick={() => onChange(option.value)}
            leftSection={<Tick on={option.value === value} />}
          >
            {option.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function Tick({ on }: { readonly on: boolean }) {
  return <IconCheck size={14} aria-hidden visibility={on ? 'visible' : 'hidden'} />;
}
