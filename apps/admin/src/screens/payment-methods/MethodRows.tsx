import { ActionIcon, Button, Switch } from '@mantine/core';
import { IconAlertTriangle, IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { EditRemoveMenu } from '../../parts/EditRemoveMenu.tsx';
import { RelativeTime } from '../../parts/RelativeTime.tsx';
import { showError } from '../../parts/show-error.ts';
import { useOfferUndo } from '../../parts/undo/UndoProvider.tsx';
import classes from './PaymentMethods.module.css';
import type { PaymentMethod } from './method-types.ts';
import type { Open } from './PaymentMethodsScreen.tsx';
import { useChangeMethod, useOrderMethods } from './use-methods.ts';
import { say, show } from './texts.ts';

type Props = {
  readonly methods: readonly PaymentMethod[];
  readonly mayChange: boolean;
  readonly onOpen: (open: Open) => void;
};

/** The methods in their order, each with its switch. */
export function MethodRows({ methods, mayChange, onOpen }: Props) {
  const order = useOrderMethods();
  const change = useChangeMethod();
  const offerUndo = useOfferUndo();
  const move = (from: number, to: number) => {
    const ids = methods.map(({ id }) => id);
    ids.splice(to, 0, ...ids.splice(from, 1));
    order.mutate(ids, { onError: (error) => showError(error, say('orderAsBefore')) });
  };
  const enable = ({ id, name }: PaymentMethod, enabled: boolean) =>
    change.mutate(
      { id, enabled },
      {
        onSuccess: () =>
          offerUndo({
            done: enabled ? say('canPayBy', { name }) : say('notOffered', { name }),
            undone: say('asBefore', { name }),
            undo: () => change.mutateAsync({ id, enabled: !enabled }),
          }),
        onError: (error) => showError(error, say('notChanged', { name })),
      },
    );
  return (
    <ol className={classes['rows']}>
      {methods.map((method, index) => (
        <li key={method.id} data-off={!method.enabled || undefined}>
          {mayChange && methods.length > 1 && (
            <span className={classes['order']}>
              <ActionIcon
                size={24}
                aria-label={say('moveUp', { name: method.name })}
                disabled={index === 0}
                onClick={() => move(index, index - 1)}
              >
                <IconArrowUp size={14} aria-hidden />
              </ActionIcon>
              <ActionIcon
                size={24}
                aria-label={say('moveDown', { name: method.name })}
                disabled={index === methods.length - 1}
                onClick={() => move(index, index + 1)}
              >
                <IconArrowDown size={14} aria-hidden />
              </ActionIcon>
            </span>
          )}
          <div className={classes['what']}>
            <b>{method.name}</b>
            <span>
              {method.providerLabel}
              {method.currencies.length > 0 && ` · ${method.currencies.join(', ')}`}
            </span>
            {method.forgedCallbacks !== null && <ForgedCallbacks {...method.forgedCallbacks} />}
          </div>
          <Switch
            label={say('offered')}
            aria-label={say('offerToVisitors', { name: method.name })}
            checked={method.enabled}
            disabled={!mayChange}
            onChange={(event) => enable(method, event.currentTarget.checked)}
          />
          {mayChange && (
            <>
              <Button
                size="xs"
                variant="default"
                aria-label={say('testMethod', { name: method.name })}
                onClick={() => onOpen({ what: 'test', method })}
              >
                {say('test')}
              </Button>
              <EditRemoveMenu
                name={method.name}
                onEdit={() => onOpen({ what: 'edit', method })}
                onRemove={() => onOpen({ what: 'remove', method })}
              />
            </>
          )}
        </li>
      ))}
    </ol>
  );
}

/** Somebody else sends them, or the secret was mistyped: then all of the gateway's own are refused too. */
function ForgedCallbacks({ count, lastAt, address, why }: NonNullable<PaymentMethod['forgedCallbacks']>) {
  const when = <RelativeTime at={lastAt} />;
  return (
    <span className={classes['forged']}>
      <IconAlertTriangle size={14} aria-hidden />{' '}
      {address === null
        ? show('forged', { count, when, why })
        : show('forgedFrom', { count, when, why, address: <bdi>{address}</bdi> })}
    </span>
  );
}
