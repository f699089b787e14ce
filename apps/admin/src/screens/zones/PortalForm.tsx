import { Checkbox, ColorInput, Select, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { type Language, LANGUAGE_FACTS, languages } from '@gatehouse/domain/hotspot-zones/portal-languages';
import type { HotspotZone } from '../../api/types.ts';
import { useSaveForm } from '../../parts/form/use-save-form.ts';
import { useOfferUndo } from '../../parts/undo/UndoProvider.tsx';
import { LogoField } from './LogoField.tsx';
import { colorNote, type PortalEntry, toggleLanguage } from './portal-entry.ts';
import { TextsFields } from './TextsFields.tsx';
import { say } from './texts.ts';
import { useSavePortal } from './use-save-portal.ts';
import { ZonePageForm } from './ZonePageForm.tsx';
import classes from './ZoneScreen.module.css';

type Props = {
  readonly zone: HotspotZone;
  readonly form: UseFormReturnType<PortalEntry>;
  readonly language: Language;
  readonly onLanguage: (language: Language) => void;
  readonly mayChange: boolean;
};

/** Colours that look well on both papers, to begin with. */
const SWATCHES = ['#0b6b6b', '#0b5cad', '#3b3fb6', '#7a1fa2', '#b0125b', '#c2410c', '#8a5a00', '#2f6f2f'];

/** The server calls some of it by longer names. */
const SERVER_NAMES = Object.fromEntries([
  ...['name', 'accentColor', 'languages', 'defaultLanguage', 'termsUrl'].map((field) => [
    `portal.${field}`,
    { field },
  ]),
  ...['welcomeTexts', 'termsTexts'].flatMap((field) =>
    languages.map((language) => [`portal.${field}.${language}`, { field }]),
  ),
]) as Readonly<Record<string, { readonly field: string }>>;

export function PortalForm({ zone, form, language, onLanguage, mayChange }: Props) {
  const savePortal = useSavePortal(zone);
  const offerUndo = useOfferUndo();
  const show = (stored: PortalEntry) => {
    form.setInitialValues(stored);
    form.reset();
  };
  const { onSubmit, saving, fault } = useSaveForm(
    form,
    async (entry) => {
      const { after, before } = await savePortal(entry);
      show(after);
      offerUndo({
        done: say('portalChanged', { name: zone.name }),
        undo: async () => show((await savePortal(before)).after),
        undone: say('portalAsBefore', { name: zone.name }),
      });
    },
    SERVER_NAMES,
  );
  const { values } = form;
  return (
    <ZonePageForm
      onSubmit={onSubmit}
      fault={fault}
      saving={saving}
      dirty={form.isDirty()}
      saveLabel={say('savePortal')}
      onDiscard={() => form.reset()}
      mayChange={mayChange}
    >
      <section>
        <h2>{say('look')}</h2>
        <div className={classes['pair']}>
          <TextInput
            label={say('visitorsName')}
            name="name"
            description={say('visitorsNameHelp')}
            placeholder={zone.name}
            maxLength={60}
            autoComplete="off"
            {...form.getInputProps('name')}
          />
          <ColorInput
            label={say('colour')}
            name="accentColor"
            dir="ltr"
            description={colorNote(values.accentColor)}
            placeholder="#0b6b6b"
            swatches={SWATCHES}
            swatchesPerRow={8}
            format="hex"
            fixOnBlur={false}
            eyeDropperButtonProps={{ 'aria-label': say('pickColour') }}
            {...form.getInputProps('accentColor')}
          />
        </div>
        <LogoField
          zone={zone}
          value={values.picture}
          onChange={(picture) => form.setFieldValue('picture', picture)}
          mayChange={mayChange}
        />
      </section>
      <section>
        <h2>{say('languages')}</h2>
        <Checkbox.Group label={say('offered')} error={form.errors['languages']} value={[...values.languages]}>
          <div style={{ display: 'flex', flexWrap: 'wrap', gap: '8px 20px', marginBlockStart: 6 }}>
            {languages.map((each) => (
              <Checkbox
                key={each}
                value={each}
                label={LANGUAGE_FACTS[each].name}
                onChange={() => form.setValues(toggleLanguage(values, each))}
              />
            ))}
          </div>
        </Checkbox.Group>
        <Select
          label={say('otherPhones')}
          name="defaultLanguage"
          data={values.languages.map((each) => ({ value: each, label: LANGUAGE_FACTS[each].name }))}
          maw={300}
          {...form.getInputProps('defaultLanguage')}
        />
      </section>
      <section>
        <h2>{say('yourWords')}</h2>
        <TextsFields form={form} language={language} onLanguage={onLanguage} />
      </section>
    </ZonePageForm>
  );
}
