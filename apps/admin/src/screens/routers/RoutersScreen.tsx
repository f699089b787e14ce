import { Button } from '@mantine/core';
import { IconPlus, IconRouter } from '@tabler/icons-react';
import { useState } from 'react';
import type { NasWithHealth } from '../../api/types.ts';
import { useMay } from '../../api/use-me.ts';
import { DataList } from '../../parts/data-list/DataList.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { NoSuch } from '../../parts/NotFound.tsx';
import { EditRemoveMenu } from '../../parts/EditRemoveMenu.tsx';
import { RemoveQuestion } from '../../parts/RemoveQuestion.tsx';
import { useRemove } from '../../parts/use-remove.ts';
import { Discards } from './Discards.tsx';
import { RouterDrawer } from './RouterDrawer.tsx';
import { RouterForm } from './RouterForm.tsx';
import { routerColumns } from './router-columns.tsx';
import { say } from './texts.ts';
import { useLinkedRouter } from './use-linked-router.ts';
import { useRouterFilters } from './use-router-filters.ts';

type Open =
  | { readonly what: 'add'; readonly address: string }
  | { readonly what: 'show' | 'edit' | 'remove'; readonly nas: NasWithHealth };

export function RoutersScreen() {
  const [open, setOpen] = useState<Open | null>(null);
  const remove = useRemove('nas', '/nas');
  const mayChange = useMay('nas.change');
  const linked = useLinkedRouter();
  const filters = useRouterFilters();
  const close = () => setOpen(null);
  const addButton = mayChange && (
    <Button
      leftSection={<IconPlus size={16} aria-hidden />}
      onClick={() => setOpen({ what: 'add', address: '' })}
    >
      {say('addRouter')}
    </Button>
  );
  if (linked.missing) return <NoSuch what={say('noun')} />;
  return (
    <>
      <Discards {...(mayChange && { onAdd: (address: string) => setOpen({ what: 'add', address }) })} />
      <DataList<NasWithHealth>
        title={say('routers')}
        thing="nas"
        noun={say('noun')}
        path="/nas"
        refreshSeconds={5}
        rowId={({ id }) => id}
        rowName={({ name }) => name}
        columns={routerColumns}
        filters={filters}
        defaultSort="name"
        searchHint={say('searchHint')}
        headerActions={addButton}
        onAdd={() => mayChange && setOpen({ what: 'add', address: '' })}
        onOpen={(nas) => setOpen({ what: 'show', nas })}
        {...(mayChange && {
          rowActions: (nas: NasWithHealth) => (
            <EditRemoveMenu
              name={nas.name}
              onEdit={() => setOpen({ what: 'edit', nas })}
              onRemove={() => setOpen({ what: 'remove', nas })}
            />
          ),
        })}
        empty={
          <EmptyState icon={IconRouter} title={say('noneYet')} action={addButton || undefined}>
            {say('noneYetWhy')}
          </EmptyState>
        }
      />
      {open?.what === 'add' && <RouterForm address={open.address} onClose={close} />}
      {open?.what === 'edit' && <RouterForm nas={open.nas} onClose={close} />}
      {open?.what === 'show' && (
        <RouterDrawer
          nas={open.nas}
          onClose={close}
          onEdit={() => setOpen({ what: 'edit', nas: open.nas })}
        />
      )}
      {linked.nas && !open && (
        <RouterDrawer
          nas={linked.nas}
          onClose={linked.leave}
          onEdit={() => linked.nas && setOpen({ what: 'edit', nas: linked.nas })}
        />
      )}
      {open?.what === 'remove' && (
        <RemoveQuestion
          title={say('removeQuestion', { name: open.nas.name })}
          onRemove={() => remove.mutate(open.nas)}
          onClose={close}
        >
          {say('removeEffect', { address: open.nas.address })}
        </RemoveQuestion>
      )}
    </>
  );
}
