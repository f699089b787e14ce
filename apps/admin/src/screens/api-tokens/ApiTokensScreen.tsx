import { Button, Menu } from '@mantine/core';
import { IconKey, IconPlus } from '@tabler/icons-react';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { changeJson } from '../../api/call-api.ts';
import { useMay } from '../../api/use-me.ts';
import { DataList } from '../../parts/data-list/DataList.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { NoSuch } from '../../parts/NotFound.tsx';
import { RemoveQuestion } from '../../parts/RemoveQuestion.tsx';
import { RowMenu } from '../../parts/RowMenu.tsx';
import { ShownOnce } from '../../parts/ShownOnce.tsx';
import { showError } from '../../parts/show-error.ts';
import { SettingsTabs } from '../settings/SettingsTabs.tsx';
import { apiTokenColumns, apiTokenFilters } from './api-token-columns.tsx';
import type { ApiToken, NewApiTokenShown } from './api-token-types.ts';
import { ApiTokenForm } from './ApiTokenForm.tsx';

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
  if (!mayChange) return <NoSuch what="page" />;
  const addButton = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setOpen({ what: 'add' })}>
      Make token
    </Button>
  );
  return (
    <>
      <SettingsTabs aboveList />
      <DataList<ApiToken>
        title="API tokens"
        thing="api-tokens"
        noun="API token"
        path="/api-tokens"
        rowId={({ id }) => id}
        rowName={({ name }) => name}
        columns={apiTokenColumns}
        filters={apiTokenFilters}
        defaultSort="-createdAt"
        searchHint="Search a name or how it begins"
        headerActions={addButton}
        onAdd={() => setOpen({ what: 'add' })}
        rowActions={(token) =>
          token.state !== 'revoked' && (
            <RowMenu name={token.name}>
              <Menu.Item onClick={() => setOpen({ what: 'revoke', token })}>Revoke…</Menu.Item>
            </RowMenu>
          )
        }
        empty={
          <EmptyState icon={IconKey} title="No API tokens" action={addButton}>
            A program of yours uses the API with a token: as much as you let it, for as long as you say.
          </EmptyState>
        }
      />
      {open?.what === 'add' && (
        <ApiTokenForm onClose={close} onMade={(made) => setOpen({ what: 'made', made })} />
      )}
      {open?.what === 'made' && (
        <ShownOnce
          title={`The token ${open.made.name}`}
          intro="Copy it now into the program that needs it. Only its hash is kept, so it is not shown again."
          secret={open.made.token}
          copyLabel="Copy token"
          onClose={close}
        />
      )}
      {open?.what === 'revoke' && (
        <RemoveQuestion
          title={`Revoke ${open.token.name}?`}
          removeLabel="Revoke"
          onRemove={() => revoke.mutate(open.token)}
          onClose={close}
        >
          The program that uses it is refused from its next call on. This cannot be undone; make a new token
          instead.
        </RemoveQuestion>
      )}
    </>
  );
}

function useRevoke() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ id }: ApiToken) => changeJson('DELETE', `/api-tokens/${id}`),
    onSuccess: (_, { name }) => notifications.show({ color: 'green', message: `${name} is revoked.` }),
    onError: (error, { name }) => showError(error, `${name} was not revoked.`),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['api-tokens'] }),
  });
}
