import { Button, Menu } from '@mantine/core';
import {
  IconDeviceMobileOff,
  IconLink,
  IconLogout,
  IconMapPin,
  IconPlus,
  IconToggleLeft,
  IconUsersGroup,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useMay } from '../../api/use-me.ts';
import { DataList } from '../../parts/data-list/DataList.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { RowMenu } from '../../parts/RowMenu.tsx';
import { NotFound } from '../../parts/NotFound.tsx';
import { SettingsTabs } from '../settings/SettingsTabs.tsx';
import { ResetTwoFactor } from '../two-factor/ResetTwoFactor.tsx';
import { operatorColumns, operatorFilters } from './operator-columns.tsx';
import type { Operator, PasswordLink } from './operator-types.ts';
import { OperatorForm } from './OperatorForm.tsx';
import { PasswordLinkShown } from './PasswordLinkShown.tsx';
import { ReachDrawer } from './reach/ReachDrawer.tsx';
import { say } from './texts.ts';
import { useOperatorActions } from './use-operator-actions.ts';

type Open =
  | { readonly what: 'add' }
  | { readonly what: 'edit'; readonly operator: Operator }
  | { readonly what: 'reach'; readonly operator: Operator }
  | { readonly what: 'reset'; readonly operator: Operator }
  | { readonly what: 'link'; readonly name: string; readonly link: PasswordLink };

/** Settings › Operators: who may sign in, as what, and where they are. */
export function OperatorsScreen() {
  const [open, setOpen] = useState<Open | null>(null);
  const mayChange = useMay('operators.change');
  const actions = useOperatorActions((name, link) => setOpen({ what: 'link', name, link }));
  const close = () => setOpen(null);
  if (!mayChange) return <NotFound />;
  return (
    <>
      <SettingsTabs aboveList />
      <DataList<Operator>
        title={say('operators')}
        thing="operators"
        noun={say('operator')}
        path="/operators"
        rowId={({ id }) => id}
        rowName={({ name }) => name}
        columns={operatorColumns}
        filters={operatorFilters}
        defaultSort="name"
        searchHint={say('searchHint')}
        headerActions={
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setOpen({ what: 'add' })}>
            {say('addOperator')}
          </Button>
        }
        onAdd={() => setOpen({ what: 'add' })}
        onOpen={(operator) => setOpen({ what: 'edit', operator })}
        rowActions={(operator) => (
          <RowMenu name={operator.name}>
            <Menu.Item onClick={() => setOpen({ what: 'edit', operator })}>{say('edit')}</Menu.Item>
            {operator.role !== 'owner' && (
              <Menu.Item
                leftSection={<IconMapPin size={16} />}
                onClick={() => setOpen({ what: 'reach', operator })}
              >
                {say('whatTheyLookAfter')}
              </Menu.Item>
            )}
            {operator.enabled && (
              <Menu.Item leftSection={<IconLink size={16} />} onClick={() => actions.makeLink(operator)}>
                {say('linkToSetPassword')}
              </Menu.Item>
            )}
            {operator.signInCount > 0 && (
              <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => actions.signOut(operator)}>
                {say('signOutEverywhere')}
              </Menu.Item>
            )}
            {operator.hasSecondFactor && (
              <Menu.Item
                leftSection={<IconDeviceMobileOff size={16} />}
                onClick={() => setOpen({ what: 'reset', operator })}
              >
                {say('takeSecondFactor')}
              </Menu.Item>
            )}
            <Menu.Item
              leftSection={<IconToggleLeft size={16} />}
              onClick={() => actions.switchTo(operator, !operator.enabled)}
            >
              {operator.enabled ? say('switchOff') : say('switchOn')}
            </Menu.Item>
          </RowMenu>
        )}
        empty={
          <EmptyState icon={IconUsersGroup} title={say('noOperators')}>
            {say('nobodyMaySignIn')}
          </EmptyState>
        }
      />
      {open?.what === 'reach' && <ReachDrawer operator={open.operator} onClose={close} />}
      {open?.what === 'link' && <PasswordLinkShown name={open.name} link={open.link} onClose={close} />}
      {open?.what === 'reset' && <ResetTwoFactor operator={open.operator} onClose={close} />}
      {(open?.what === 'add' || open?.what === 'edit') && (
        <OperatorForm
          {...(open.what === 'edit' && { operator: open.operator })}
          onClose={close}
          onAdded={({ name, passwordLink }) => setOpen({ what: 'link', name, link: passwordLink })}
        />
      )}
    </>
  );
}
