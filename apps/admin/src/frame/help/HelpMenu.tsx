import { ActionIcon, Menu } from '@mantine/core';
import { IconBook2, IconBulb, IconHelp, IconKeyboard, IconRoute } from '@tabler/icons-react';
import { useLocation, useNavigate } from '@tanstack/react-router';
import { useMay } from '../../api/use-me.ts';
import { helpAddress, helpPageOf } from './help-pages.ts';

const OWN_TAB = { component: 'a', target: 'gatehouse-help' } as const;

/** The handbook's page about this screen, all of it, the first steps, and the keys. */
export function HelpMenu({ onKeyboard }: { readonly onKeyboard: () => void }) {
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const setsUp = useMay('nas.change');
  const page = helpPageOf(pathname);
  return (
    <Menu width={230}>
      <Menu.Target>
        <ActionIcon size={32} aria-label="Help">
          <IconHelp size={18} stroke={1.6} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {page !== null && (
          <Menu.Item {...OWN_TAB} href={helpAddress(page)} leftSection={<IconBulb size={16} aria-hidden />}>
            Help for this page
          </Menu.Item>
        )}
        <Menu.Item {...OWN_TAB} href={helpAddress(null)} leftSection={<IconBook2 size={16} aria-hidden />}>
          Handbook
        </Menu.Item>
        {setsUp && (
          <Menu.Item
            leftSection={<IconRoute size={16} aria-hidden />}
            onClick={() => void navigate({ to: '/getting-started' })}
          >
            Getting started
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconKeyboard size={16} aria-hidden />} rightSection="?" onClick={onKeyboard}>
          Keyboard
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
