import { Checkbox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getJson } from '../../api/call-api.ts';
import type { Device, Page, UnrecognisedDevice } from '../../api/types.ts';
import { formatNumber } from '../../parts/format/number.ts';
import { FormDrawer } from '../../parts/form/FormDrawer.tsx';
import { Section } from '../../parts/form/Section.tsx';
import { useEntryForm } from '../../parts/form/use-entry-form.ts';
import { useSaveForm } from '../../parts/form/use-save-form.ts';
import { MacField } from '../../parts/mac/MacField.tsx';
import { MacText } from '../../parts/mac/MacText.tsx';
import { RelativeTime } from '../../parts/RelativeTime.tsx';
import { macFault } from './mac-fault.ts';
import { nameOf } from './device-name.ts';
import { say } from './texts.ts';
import { useReplaceDevice } from './use-swap-device.ts';
import { WaitingDevices } from './WaitingDevices.tsx';
import classes from './WaitingDevices.module.css';

type Props = { readonly device: Device; readonly onClose: () => void };

/** Another device takes the place of this one: pasted, or picked from those that just tried. */
export function ReplaceForm({ device, onClose }: Props) {
  const replace = useReplaceDevice();
  const form = useEntryForm({
    initialValues: { mac: '', overHolder: false },
    validate: { mac: macFault },
  });
  const { onSubmit, saving, fault, code } = useSaveForm(form, async ({ mac, overHolder }) => {
    await replace.mutateAsync({ device, mac, overHolder });
    onClose();
  });
  const isTaken = code === 'device-already-registered' || form.getValues().overHolder;
  const pick = (mac: string) => form.setFieldValue('mac', mac);
  return (
    <FormDrawer
      title={say('replaceDevice', { device: nameOf(device) })}
      saveLabel={say('replace')}
      onClose={onClose}
      onSubmit={onSubmit}
      saving={saving}
      dirty={form.isDirty()}
      fault={fault}
    >
      <p className={classes['none']}>
        {say('replaceEffect', { mac: device.mac, customer: device.customerName })}
      </p>
      <MacField
        {...form.getInputProps('mac')}
        label={say('newMac')}
        customerId={device.customerId}
        autoFocus
      />
      {isTaken && (
        <Checkbox
          label={say('takeIt')}
          description={say('takeItHelp')}
          {...form.getInputProps('overHolder', { type: 'checkbox' })}
        />
      )}
      <TriedDevices customerId={device.customerId} onPick={pick} />
      <WaitingDevices customerId={device.customerId} onPick={pick} />
    </FormDrawer>
  );
}

type TriedProps = { readonly customerId: string; readonly onPick: (mac: string) => void };

/** Who used this customer's right password and is not registered. */
function TriedDevices({ customerId, onPick }: TriedProps) {
  const { data } = useQuery({
    queryKey: ['unrecognised-devices', 'of', customerId],
    queryFn: ({ signal }) =>
      getJson<Page<UnrecognisedDevice>>('/unrecognised-devices', { customerId, limit: 5 }, signal),
    refetchInterval: 5_000,
  });
  if (data === undefined || data.items.length === 0) return null;
  return (
    <Section title={say('justTried')} opened>
      <ul className={classes['list']} aria-label={say('justTriedList')}>
        {data.items.map(({ mac, vendor, private: isPrivate, lastAt, nas, count }) => (
          <li key={mac}>
            <button type="button" onClick={() => onPick(mac)}>
              <MacText mac={mac} />
              <span className={isPrivate ? classes['private'] : undefined}>
                {isPrivate ? say('privateAddress') : (vendor ?? say('unknownVendor'))}
              </span>
              <span className={classes['when']}>
                <RelativeTime at={lastAt} /> · ×{formatNumber(count)}
                {nas && ` · ${nas.name}`}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Section>
  );
}
