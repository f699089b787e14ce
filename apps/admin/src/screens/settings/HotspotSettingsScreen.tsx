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
import { useChangeSettings, useSettings } from './use-settings.ts';

/** Settings › Hotspot: where phones and routers reach us from outside. */
export function HotspotSettingsScreen() {
  const settings = useSettings();
  return (
    <div className={classes['page']}>
      <SettingsTabs />
      <h1>Hotspot</h1>
      <section>
        {settings.isPending && <Skeleton h={220} />}
        {settings.isError && <p>{errorSentence(settings.error)}</p>}
        {settings.data && <Addresses settings={settings.data} />}
      </section>
    </div>
  );
}

function Addresses({ settings }: { readonly settings: Settings }) {
  const mayChange = useMay('settings.change');
  const change = useChangeSettings();
  const form = useEntryForm({
    initialValues: {
      portalPublicUrl: settings.portalPublicUrl ?? '',
      radiusPublicAddress: settings.radiusPublicAddress ?? '',
    },
  });
  const { onSubmit, saving, fault } = useSaveForm(form, async (entry) => {
    const { value } = await change.mutateAsync({
      portalPublicUrl: entry.portalPublicUrl.trim() || null,
      radiusPublicAddress: entry.radiusPublicAddress.trim() || null,
    });
    const kept = {
      portalPublicUrl: value.portalPublicUrl ?? '',
      radiusPublicAddress: value.radiusPublicAddress ?? '',
    };
    form.setValues(kept);
    form.resetDirty(kept);
    notifications.show({ color: 'green', message: 'Saved. Run the set-up script of each router again.' });
  });
  return (
    <>
      <p className={classes['quiet']}>
        Where this server is reached from outside. The set-up kits of <Link to="/routers">routers</Link> are
        made of it.
        {!mayChange && ' Managers and owners may change it.'}
      </p>
      {settings.portalPublicUrl === null && (
        <p className={classes['hint']} role="status">
          The portal’s address is not set. Until it is, set-up kits lack the login pages and the walled
          garden, so phones on a hotspot are not led to the portal.
        </p>
      )}
      <EntryForm className={classes['form']} onSubmit={onSubmit} fault={fault}>
        <TextInput
          label="Address of the portal"
          name="portalPublicUrl"
          description="As phones and routers open it: https:// with a name whose certificate phones trust, or http:// with an IP address."
          placeholder="https://wifi.example.net"
          inputMode="url"
          autoComplete="off"
          dir="ltr"
          disabled={!mayChange}
          classNames={{ input: 'mono' }}
          {...form.getInputProps('portalPublicUrl')}
        />
        <TextInput
          label="IP address of RADIUS"
          name="radiusPublicAddress"
          description="By which routers reach it. Empty: one that it listens on, the nearest to each router."
          placeholder="192.0.2.10"
          autoComplete="off"
          dir="ltr"
          disabled={!mayChange}
          classNames={{ input: 'mono' }}
          {...form.getInputProps('radiusPublicAddress')}
        />
        {mayChange && (
          <div>
            <Button type="submit" loading={saving}>
              Save addresses
            </Button>
          </div>
        )}
      </EntryForm>
    </>
  );
}
