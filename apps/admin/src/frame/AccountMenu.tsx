import { Menu, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import { IconLogout, IconMoon, IconSun, IconUser } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useMe } from '../api/use-me.ts';
import { sayRoleWithin } from '../parts/role.ts';
import { useSignOut } from '../parts/use-sign-out.ts';
import classes from './TopBar.module.css';
import { say } from './texts.ts';

export function AccountMenu() {
  const me = useMe().data;
  const navigate = useNavigate();
  const signOut = useSignOut();
  const { setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  const dark = document.documentElement.dataset['mantineColorScheme'] === 'dark';
  if (!me) return null;
  return (
    <Menu width={220}>
      <Menu.Target>
        <UnstyledButton
          className={classes['account']}
          aria-label={say('accountOf', { initials: initials(me.name), name: me.name })}
        >
          {initials(me.name)}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconUser size={16} />}
          onClick={() => void navigate({ to: '/settings/my-account' })}
        >
          <b className={classes['name']}>{me.name}</b>
          {say('myAccount', { role: sayRoleWithin(me.role) })}
        </Menu.Item>
        <Menu.Item
          leftSection={dark ? <IconSun size={16} /> : <IconMoon size={16} />}
          onClick={() => setColorScheme(dark ? 'light' : 'dark')}
        >
          {dark ? say('lightColours') : say('darkColours')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void signOut()}>
          {say('signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return letters.map((word) => [...(word ?? '')][0]?.toUpperCase() ?? '').join('');
}
