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
import { say } from './texts.ts';
import { useChangeZone } from './use-zone.ts';
import { ZonePageForm } from './ZonePageForm.tsx';
import classes from './ZoneScreen.module.css';

const REGISTRATIONS = [
  {
    value: 'off',
    label: say('byYou'),
    description: say('byYouHelp'),
  },
  {
    value: 'code',
    label: say('byCode'),
    description: say('byCodeHelp'),
  },
  {
    value: 'open',
    label: say('byWord'),
    description: say('byWordHelp'),
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
      name: (name) => nameFault(name, say('giveName'), NAME_LENGTH_MAX),
      ssid: ssidFault,
      phoneCountryCode: countryCodeFault,
    },
  });
  const save = async (entry: ReturnType<typeof accessEntryOf>) => {
    const { value } = await change.mutateAsync(accessChanges(entry));
    form.setInitialValues(accessEntryOf(value));
    form.reset();
    notifications.show({ color: 'green', message: say('changed', { name: value.name }) });
  };
  const { onSubmit, saving, fault } = useSaveForm(form, save, SERVER_NAMES);
  const { registration } = form.values;
  return (
    <ZonePageForm
      onSubmit={onSubmit}
      fault={fault}
      saving={saving}
      dirty={form.isDirty()}
      saveLabel={say('saveAccess')}
      onDiscard={() => form.reset()}
      mayChange={mayChange}
    >
      <section>
        <h2>{say('wifi')}</h2>
        <div className={classes['pair']}>
          <TextInput
            label={say('name')}
            name="name"
            withAsterisk
            autoComplete="off"
            {...form.getInputProps('name')}
          />
          <TextInput
            label={say('wifiName')}
            name="ssid"
            withAsterisk
            autoComplete="off"
            {...form.getInputProps('ssid')}
          />
        </div>
        <p className={classes['quiet']}>{say('wifiNameLead')}</p>
        <Switch
          label={say('macLogin')}
          description={say('macLoginHelp')}
          {...form.getInputProps('macLogin', { type: 'checkbox' })}
        />
        <RoamingGroupField own={zone.id} {...form.getInputProps('roamingGroup')} />
      </section>
      <section>
        <h2>{say('newVisitors')}</h2>
        <Radio.Group label={say('accountsAreMade')} {...form.getInputProps('registration')}>
          <div style={{ display: 'grid', gap: 12, marginBlockStart: 8 }}>
            {REGISTRATIONS.map((choice) => (
              <Radio key={choice.value} {...choice} />
            ))}
          </div>
        </Radio.Group>
        {registration === 'code' && <CodesGoNowhere />}
        {registration !== 'off' && (
          <TextInput
            label={say('countryCode')}
            name="phoneCountryCode"
            description={say('countryCodeHelp')}
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
        <h2>{say('routers')}</h2>
        <TagsInput
          label={say('routerNames')}
          name="gatewayHosts"
          description={say('routerNamesHelp')}
          placeholder={form.values.gatewayHosts.length === 0 ? 'login.example.net' : ''}
          maxTags={20}
          {...form.getInputProps('gatewayHosts')}
          value={[...form.values.gatewayHosts]}
          onChange={(hosts) => form.setFieldValue('gatewayHosts', [...new Set(hosts.map(plainHost))])}
        />
        <Section title={say('agreed')} opened={zone.hasUamSecret || zone.uamPap || zone.hasMacPassword}>
          <SecretTextField
            label={say('macPassword')}
            description={say('macPasswordHelp')}
            noneLabel={say('macPasswordNone')}
            isSet={zone.hasMacPassword}
            {...form.getInputProps('macPassword')}
            name="macPassword"
          />
          <SecretTextField
            label={say('uamSecret')}
            description={say('uamSecretHelp')}
            noneLabel={say('uamSecretNone')}
            isSet={zone.hasUamSecret}
            {...form.getInputProps('uamSecret')}
            name="uamSecret"
          />
          <Switch
            label={say('uamPap')}
            description={say('uamPapHelp')}
            {...form.getInputProps('uamPap', { type: 'checkbox' })}
          />
        </Section>
      </section>
    </ZonePageForm>
  );
}
