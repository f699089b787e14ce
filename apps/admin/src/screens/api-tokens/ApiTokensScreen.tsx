import { Button, Menu } from '@mantine/core';
import { IconKey, IconPlus } from '@tabler/icons-react';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { changeJson } from '../../api/call-api.ts';
import { useMay } from '../../api/use-me.ts';
import { DataList } from '../../parts/data-list/DataList.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { NotFound } from '../../parts/NotFound.tsx';
import { RemoveQuestion } from '../../parts/RemoveQuestion.tsx';
import { RowMenu } from '../../parts/RowMenu.tsx';
import { ShownOnce } from '../../parts/ShownOnce.tsx';
import { showError } from '../../parts/show-error.ts';
import { SettingsTabs } from '../settings/SettingsTabs.tsx';
import { apiTokenColumns, apiTokenFilters } from './api-token-columns.tsx';
import type { ApiToken, NewApiTokenShown } from './api-token-types.ts';
import { ApiTokenForm } from './ApiTokenForm.tsx';
import { say } from './texts.ts';

type Open =
  | { readonly what: 'add' }
  | { readonly what: 'made'; readonly made: NewApiTokenShown }
  | { readonly what: 'revoke'; readonly token: ApiToken };

/** Settings › API tokens: what programs sign in with. */
export function ApiTokensScreen() {
  const [open, setOpen] = useState<Open | null>(null);
  const mayChange = useMay('api-tokens.change');
  const revoke = useRevoke();
  const close = () => setOpen(null);
  if (!mayChange) return <NotFound />;
  const addButton = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setOpen({ what: 'add' })}>
      {say('makeToken')}
    </Button>
  );
  return (
    <>
      <SettingsTabs aboveList />
      <DataList<ApiToken>
        title={say('apiTokens')}
        thing="api-tokens"
        noun={say('apiToken')}
        path="/api-tokens"
        rowId={({ id }) => id}
        rowName={({ name }) => name}
        columns={apiTokenColumns}
        filters={apiTokenFilters}
        defaultSort="-createdAt"
        searchHint={say('searchHint')}
        headerActions={addButton}
        onAdd={() => setOpen({ what: 'add' })}
        rowActions={(token) =>
          token.state !== 'revoked' && (
            <RowMenu name={token.name}>
              <Menu.Item onClick={() => setOpen({ what: 'revoke', token })}>{say('revokeDots')}</Menu.Item>
            </RowMenu>
          )
        }
        empty={
          <EmptyState icon={IconKey} title={say('noTokens')} action={addButton}>
            {say('whatTokensDo')}
          </EmptyState>
        }
      />
      {open?.what === 'add' && (
        <ApiTokenForm onClose={close} onMade={(made) => setOpen({ what: 'made', made })} />
      )}
      {open?.what === 'made' && (
        <ShownOnce
          title={say('tokenNamed', { name: open.made.name })}
          intro={say('copyItNow')}
          secret={open.made.token}
          copyLabel={say('copyToken')}
          onClose={close}
        />
      )}
      {open?.what === 'revoke' && (
        <RemoveQuestion
          title={say('revokeQuestion', { name: open.token.name })}
          removeLabel={say('revoke')}
          onRemove={() => revoke.mutate(open.token)}
          onClose={close}
        >
          {say('revokeEffect')}
        </RemoveQuestion>
      )}
    </>
  );
}

function useRevoke() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ id }: ApiToken) => changeJson('DELETE', `/api-tokens/${id}`),
    onSuccess: (_, { name }) => notifications.show({ color: 'green', message: say('isRevoked', { name }) }),
    onError: (error, { name }) => showError(error, say('notRevoked', { name })),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['api-tokens'] }),
  });
}
