import { ActionIcon, Menu } from '@mantine/core';
import { IconBook2, IconBulb, IconHelp, IconKeyboard, IconRoute } from '@tabler/icons-react';
import { useLocation, useNavigate } from '@tanstack/react-router';
import { useMay } from '../../api/use-me.ts';
import { helpAddress, helpPageOf } from './help-pages.ts';
import { say } from '../texts.ts';

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
        <ActionIcon size={32} aria-label={say('help')}>
          <IconHelp size={18} stroke={1.6} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {page !== null && (
          <Menu.Item {...OWN_TAB} href={helpAddress(page)} leftSection={<IconBulb size={16} aria-hidden />}>
            {say('helpForPage')}
          </Menu.Item>
        )}
        <Menu.Item {...OWN_TAB} href={helpAddress(null)} leftSection={<IconBook2 size={16} aria-hidden />}>
          {say('handbook')}
        </Menu.Item>
        {setsUp && (
          <Menu.Item
            leftSection={<IconRoute size={16} aria-hidden />}
            onClick={() => void navigate({ to: '/getting-started' })}
          >
            {say('gettingStarted')}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconKeyboard size={16} aria-hidden />} rightSection="?" onClick={onKeyboard}>
          {say('keyboard')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
