import { Button, Skeleton } from '@mantine/core';
import { IconCreditCard, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useMay } from '../../api/use-me.ts';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { NotRead } from '../../parts/NotRead.tsx';
import { RemoveQuestion } from '../../parts/RemoveQuestion.tsx';
import { useRemove } from '../../parts/use-remove.ts';
import settings from '../settings/Settings.module.css';
import { SettingsTabs } from '../settings/SettingsTabs.tsx';
import { ChooseProvider } from './ChooseProvider.tsx';
import { MethodForm } from './MethodForm.tsx';
import { MethodRows } from './MethodRows.tsx';
import { MethodTest } from './MethodTest.tsx';
import classes from './PaymentMethods.module.css';
import type { PaymentMethod, Provider } from './method-types.ts';
import { useMethods, useProviders } from './use-methods.ts';
import { say } from './texts.ts';

export type Open =
  | { readonly what: 'choose' }
  | { readonly what: 'add'; readonly provider: Provider }
  | { readonly what: 'edit' | 'test' | 'remove'; readonly method: PaymentMethod };

/** Settings › Payment methods: how visitors pay. */
export function PaymentMethodsScreen() {
  const methods = useMethods();
  const { data: providers } = useProviders();
  const [open, setOpen] = useState<Open | null>(null);
  const mayChange = useMay('payment-methods.change');
  const close = () => setOpen(null);
  const addButton = mayChange && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setOpen({ what: 'choose' })}>
      {say('addMethod')}
    </Button>
  );
  return (
    <div className={settings['page']}>
      <SettingsTabs />
      <header className={classes['header']}>
        <h1>{say('paymentMethods')}</h1>
        {(methods.data?.length ?? 0) > 0 && addButton}
      </header>
      <section>
        {methods.isPending && <Skeleton h={180} />}
        {methods.isError && !methods.data && (
          <NotRead
            title={say('methodsNotRead')}
            heading={false}
            error={methods.error}
            onRetry={() => void methods.refetch()}
          />
        )}
        {methods.data?.length === 0 && (
          <EmptyState icon={IconCreditCard} title={say('noneYet')} action={addButton || undefined}>
            {say('noneYetWhy')}
          </EmptyState>
        )}
        {methods.data !== undefined && methods.data.length > 0 && (
          <>
            <p className={settings['quiet']}>
              {say('inOrder')} {!mayChange && say('managersMay')}
            </p>
            <MethodRows methods={methods.data} mayChange={mayChange} onOpen={setOpen} />
          </>
        )}
      </section>
      <Opened open={open} providers={providers ?? []} setOpen={setOpen} close={close} />
    </div>
  );
}

type OpenedProps = {
  readonly open: Open | null;
  readonly providers: readonly Provider[];
  readonly setOpen: (open: Open) => void;
  readonly close: () => void;
};

function Opened({ open, providers, setOpen, close }: OpenedProps) {
  const remove = useRemove('payment-methods', '/payment-methods');
  if (open === null) return null;
  if (open.what === 'choose')
    return (
      <ChooseProvider
        providers={providers}
        onChoose={(provider) => setOpen({ what: 'add', provider })}
        onClose={close}
      />
    );
  if (open.what === 'add')
    return (
      <MethodForm
        provider={open.provider}
        onClose={close}
        // A gateway must be told where its callbacks go: that is known only now.
        onSaved={(method) => (method.kind === 'hosted' ? setOpen({ what: 'edit', method }) : close())}
      />
    );
  const { method } = open;
  if (open.what === 'test') return <MethodTest method={method} onClose={close} />;
  if (open.what === 'remove')
    return (
      <RemoveQuestion
        title={say('removeQuestion', { name: method.name })}
        onRemove={() => remove.mutate(method)}
        onClose={close}
      >
        {say('removeEffect')}
      </RemoveQuestion>
    );
  const provider = providers.find(({ id }) => id === method.provider);
  if (provider === undefined) return null;
  return <MethodForm key={method.id} provider={provider} method={method} onClose={close} onSaved={close} />;
}
