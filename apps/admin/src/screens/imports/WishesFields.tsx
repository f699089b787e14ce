import { Checkbox, Radio, Stack } from '@mantine/core';
import type { CustomerKind } from '@gatehouse/domain/access/access-facts';
import type { ImportKind } from '@gatehouse/domain/imports/import-words';
import type { ImportInFull } from './import-types.ts';

export type Wishes = {
  readonly existing: 'change' | 'keep';
  readonly moveDevices: boolean;
  readonly overLimit: boolean;
  readonly makePasswords: boolean;
  readonly customerKind: CustomerKind;
};

export function wishesOf({
  existing,
  moveDevices,
  overLimit,
  makePasswords,
  customerKind,
}: ImportInFull['options']): Wishes {
  return { existing, moveDevices, overLimit, makePasswords, customerKind };
}

type Props = {
  readonly kind: ImportKind;
  readonly wishes: Wishes;
  readonly onChange: (wishes: Wishes) => void;
};

/** What is to be done with what is there already. */
export function WishesFields({ kind, wishes, onChange }: Props) {
  const flag = (name: 'moveDevices' | 'overLimit' | 'makePasswords', label: string, description: string) => (
    <Checkbox
      label={label}
      description={description}
      checked={wishes[name]}
      onChange={(event) => onChange({ ...wishes, [name]: event.currentTarget.checked })}
    />
  );
  return (
    <Stack gap={14}>
      {kind === 'customers' && (
        <>
          <Radio.Group
            label="Customers who are there already"
            value={wishes.existing}
            onChange={(existing) => onChange({ ...wishes, existing: existing as Wishes['existing'] })}
          >
            <Stack gap={6} mt={6}>
              <Radio value="change" label="Change to what the file says; an empty cell says nothing" />
              <Radio value="keep" label="Leave as they are, and only add their devices" />
            </Stack>
          </Radio.Group>
          <Radio.Group
            label="New customers, where neither the row nor the package says it"
            value={wishes.customerKind}
            onChange={(customerKind) => onChange({ ...wishes, customerKind: customerKind as CustomerKind })}
          >
            <Stack gap={6} mt={6}>
              <Radio value="pppoe" label="Have a line" />
              <Radio value="hotspot" label="Use the hotspot" />
            </Stack>
          </Radio.Group>
        </>
      )}
      {flag(
        'moveDevices',
        'Move devices that are somebody else’s',
        'Otherwise such a row is refused, with whose it is.',
      )}
      {flag('overLimit', 'Go above device limits', 'Otherwise a row above the limit is refused.')}
      {kind === 'customers' &&
        flag(
          'makePasswords',
          'Make passwords where there are none',
          'For new customers. A MikroTik leaves passwords out unless it exports with show-sensitive.',
        )}
    </Stack>
  );
}
