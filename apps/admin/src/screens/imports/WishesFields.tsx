import { Checkbox, Radio, Stack } from '@mantine/core';
import type { CustomerKind } from '@gatehouse/domain/access/access-facts';
import type { ImportKind } from '@gatehouse/domain/imports/import-words';
import type { ImportInFull } from './import-types.ts';
import { say } from './texts.ts';

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
            label={say('existing')}
            value={wishes.existing}
            onChange={(existing) => onChange({ ...wishes, existing: existing as Wishes['existing'] })}
          >
            <Stack gap={6} mt={6}>
              <Radio value="change" label={say('existingChange')} />
              <Radio value="keep" label={say('existingKeep')} />
            </Stack>
          </Radio.Group>
          <Radio.Group
            label={say('newCustomers')}
            value={wishes.customerKind}
            onChange={(customerKind) => onChange({ ...wishes, customerKind: customerKind as CustomerKind })}
          >
            <Stack gap={6} mt={6}>
              <Radio value="pppoe" label={say('haveLine')} />
              <Radio value="hotspot" label={say('useHotspot')} />
            </Stack>
          </Radio.Group>
        </>
      )}
      {flag('moveDevices', say('moveDevices'), say('moveDevicesHelp'))}
      {flag('overLimit', say('overLimit'), say('overLimitHelp'))}
      {kind === 'customers' && flag('makePasswords', say('makePasswords'), say('makePasswordsHelp'))}
    </Stack>
  );
}
