import { Button, Skeleton, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { Link } from '@tanstack/react-router';
import type { Settings } from '../../api/types.ts';
import { useMay } from '../../api/use-me.ts';
import { EntryForm } from '../../parts/form/EntryForm.tsx';
import { useEntryForm } from '../../parts/form/use-entry-form.ts';
import { useSaveForm } from '../../parts/form/use-save-form.ts';
import { errorSentence } from '../../parts/show-error.ts';
import classes from './Settings.module.css';
import { SettingsTabs } from './SettingsTabs.tsx';
import { SmsSection } from './SmsSection.tsx';
import { useChangeSettings, useSettings } from './use-settings.ts';
import { say, show } from './texts.ts';

/** Settings › Hotspot: where phones and routers reach us from outside. */
export function HotspotSettingsScreen() {
  const settings = useSettings();
  return (
    <div className={classes['page']}>
      <SettingsTabs />
      <h1>{say('hotspot')}</h1>
      <section>
        {settings.isPending && <Skeleton h={220} />}
        {settings.isError && <p>{errorSentence(settings.error)}</p>}
        {settings.data && <Addresses settings={settings.data} />}
      </section>
      <SmsSection />
    </div>
  );
}

type Entry = { readonly portalPublicUrl: string; readonly radiusPublicAddresses: string };

function entryOf({ portalPublicUrl, radiusPublicAddresses }: Settings): Entry {
  return {
    portalPublicUrl: portalPublicUrl ?? '',
    radiusPublicAddresses: radiusPublicAddresses.join(', '),
  };
}

/** The server speaks of each address; here they stand in one field. */
const SERVER_NAMES = Object.fromEntries(
  [0, 1, 2, 3].map((index) => [`radiusPublicAddresses.${index}`, { field: 'radiusPublicAddresses' }]),
);

function Addresses({ settings }: { readonly settings: Settings }) {
  const mayChange = useMay('settings.change');
  const change = useChangeSettings();
  const form = useEntryForm({ initialValues: entryOf(settings) });
  const save = async (entry: Entry) => {
    const { value } = await change.mutateAsync({
      portalPublicUrl: entry.portalPublicUrl.trim() || null,
      radiusPublicAddresses: entry.radiusPublicAddresses.split(/[\s,]+/).filter((address) => address !== ''),
    });
    form.setValues(entryOf(value));
    form.resetDirty(entryOf(value));
    notifications.show({ color: 'green', message: say('addressesSaved') });
  };
  const { onSubmit, saving, fault } = useSaveForm(form, save, SERVER_NAMES);
  return (
    <>
      <p className={classes['quiet']}>
        {show('addressesLead', { link: (words) => <Link to="/routers">{words}</Link> })}
        {!mayChange && ` ${say('managersMay')}`}
      </p>
      {settings.portalPublicUrl === null && (
        <p className={classes['hint']} role="status">
          {say('portalNotSet')}
        </p>
      )}
      <EntryForm className={classes['form']} onSubmit={onSubmit} fault={fault}>
        <TextInput
          label={say('portalAddress')}
          name="portalPublicUrl"
          description={say('portalAddressHelp')}
          placeholder="https://wifi.example.net"
          inputMode="url"
          autoComplete="off"
          dir="ltr"
          disabled={!mayChange}
          classNames={{ input: 'mono' }}
          {...form.getInputProps('portalPublicUrl')}
        />
        <TextInput
          label={say('radiusAddresses')}
          name="radiusPublicAddresses"
          description={say('radiusAddressesHelp')}
          placeholder="192.0.2.10, 192.0.2.11"
          autoComplete="off"
          dir="ltr"
          disabled={!mayChange}
          classNames={{ input: 'mono' }}
          {...form.getInputProps('radiusPublicAddresses')}
        />
        {mayChange && (
          <div>
            <Button type="submit" loading={saving}>
              {say('saveAddresses')}
            </Button>
          </div>
        )}
      </EntryForm>
    </>
  );
}
