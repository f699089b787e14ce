import { Radio, Switch, TagsInput, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { HotspotZone } from '../../api/types.ts';
import { Section } from '../../parts/form/Section.tsx';
import { NAME_LENGTH_MAX, nameFault } from '../../parts/form/text-faults.ts';
import { useEntryForm } from '../../parts/form/use-entry-form.ts';
import { useSaveForm } from '../../parts/form/use-save-form.ts';
import { accessChanges, accessEntryOf, countryCodeFault, plainHost, ssidFault } from './access-entry.ts';
import { CodesGoNowhere } from './CodesGoNowhere.tsx';
import { RoamingGroupField } from './RoamingGroupField.tsx';
import { SecretTextField } from './SecretTextField.tsx';
import { useChangeZone } from './use-zone.ts';
import { ZonePageForm } from './ZonePageForm.tsx';
import classes from './ZoneScreen.module.css';

const REGISTRATIONS = [
  {
    value: 'off',
    label: 'By you alone',
    description: 'The portal asks for the username and password that you gave.',
  },
  {
    value: 'code',
    label: 'By themselves, with a code',
    description: 'Sent to their mobile number, so the number is theirs.',
  },
  {
    value: 'open',
    label: 'By themselves, on their word',
    description: 'Any number is taken. It never leads to an account that is there already.',
  },
] as const;

/** The server speaks of each host; here they stand in one field. */
const SERVER_NAMES = Object.fromEntries(
  Array.from({ length: 20 }, (_, index) => [`gatewayHosts.${index}`, { field: 'gatewayHosts' }]),
);

export function AccessForm({ zone, mayChange }: { readonly zone: HotspotZone; readonly mayChange: boolean }) {
  const change = useChangeZone(zone.id);
  const form = useEntryForm({
    initialValues: accessEntryOf(zone),
    validate: {
      name: (name) => nameFault(name, 'Give the zone a name.', NAME_LENGTH_MAX),
      ssid: ssidFault,
      phoneCountryCode: countryCodeFault,
    },
  });
  const save = async (entry: ReturnType<typeof accessEntryOf>) => {
    const { value } = await change.mutateAsync(accessChanges(entry));
    form.setInitialValues(accessEntryOf(value));
    form.reset();
    notifications.show({ color: 'green', message: `${value.name} changed.` });
  };
  const { onSubmit, saving, fault } = useSaveForm(form, save, SERVER_NAMES);
  const { registration } = form.values;
  return (
    <ZonePageForm
      onSubmit={onSubmit}
      fault={fault}
      saving={saving}
      dirty={form.isDirty()}
      saveLabel="Save access"
      onDiscard={() => form.reset()}
      mayChange={mayChange}
    >
      <section>
        <h2>Wi-Fi</h2>
        <div className={classes['pair']}>
          <TextInput
            label="Name"
            name="name"
            withAsterisk
            autoComplete="off"
            {...form.getInputProps('name')}
          />
          <TextInput
            label="Wi-Fi name (SSID)"
            name="ssid"
            withAsterisk
            autoComplete="off"
            {...form.getInputProps('ssid')}
          />
        </div>
        <p className={classes['quiet']}>
          Every access point of the zone has the same Wi-Fi name: phones remember a network by it.
        </p>
        <Switch
          label="Known devices get online without logging in"
          description="A device that logged in once is recognised by its MAC while its package runs."
          {...form.getInputProps('macLogin', { type: 'checkbox' })}
        />
        <RoamingGroupField own={zone.id} {...form.getInputProps('roamingGroup')} />
      </section>
      <section>
        <h2>New visitors</h2>
        <Radio.Group label="Accounts are made" {...form.getInputProps('registration')}>
          <div style={{ display: 'grid', gap: 12, marginBlockStart: 8 }}>
            {REGISTRATIONS.map((choice) => (
              <Radio key={choice.value} {...choice} />
            ))}
          </div>
        </Radio.Group>
        {registration === 'code' && <CodesGoNowhere />}
        {registration !== 'off' && (
          <TextInput
            label="Country code"
            name="phoneCountryCode"
            description="Of numbers typed without one. Empty: visitors type it themselves."
            placeholder="+880"
            inputMode="tel"
            autoComplete="off"
            dir="ltr"
            maw={260}
            {...form.getInputProps('phoneCountryCode')}
          />
        )}
      </section>
      <section>
        <h2>Routers</h2>
        <TagsInput
          label="Names of routers"
          name="gatewayHosts"
          description="Names and addresses of this hotspot’s login pages (MikroTik: dns-name or the hotspot’s address). Listing them is safer: the portal then hands visitors over to these alone. Empty: to any address inside your network."
          placeholder={form.values.gatewayHosts.length === 0 ? 'login.example.net' : ''}
          maxTags={20}
          {...form.getInputProps('gatewayHosts')}
          value={[...form.values.gatewayHosts]}
          onChange={(hosts) => form.setFieldValue('gatewayHosts', [...new Set(hosts.map(plainHost))])}
        />
        <Section
          title="What routers agreed with the portal"
          opened={zone.hasUamSecret || zone.uamPap || zone.hasMacPassword}
        >
          <SecretTextField
            label="Password of MAC logins"
            description="Only where mac-auth-password is set on the routers."
            noneLabel="The routers send none any more"
            isSet={zone.hasMacPassword}
            {...form.getInputProps('macPassword')}
            name="macPassword"
          />
          <SecretTextField
            label="CoovaChilli: uamsecret"
            description="Only where uamsecret is set on the routers."
            noneLabel="The routers have none any more"
            isSet={zone.hasUamSecret}
            {...form.getInputProps('uamSecret')}
            name="uamSecret"
          />
          <Switch
            label="CoovaChilli: the routers ask by PAP"
            description="Only where papalwaysok or uamsecret are set so; CHAP otherwise."
            {...form.getInputProps('uamPap', { type: 'checkbox' })}
          />
        </Section>
      </section>
    </ZonePageForm>
  );
}
