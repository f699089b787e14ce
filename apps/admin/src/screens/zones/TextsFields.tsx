import { SegmentedControl, Textarea, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { type Language, LANGUAGE_FACTS } from '@gatehouse/domain/hotspot-zones/portal-languages';
import { type PortalEntry, TERMS_LENGTH_MAX, WELCOME_LENGTH_MAX } from './portal-entry.ts';
import { say } from './texts.ts';

type Props = {
  readonly form: UseFormReturnType<PortalEntry>;
  /** Which language is written and shown. */
  readonly language: Language;
  readonly onLanguage: (language: Language) => void;
};

/** What the operator says in each language that the portal speaks. */
export function TextsFields({ form, language, onLanguage }: Props) {
  const { languages: offered } = form.values;
  const { name, direction } = LANGUAGE_FACTS[language];
  const field = (of: 'welcomeTexts' | 'termsTexts') => ({
    value: form.values[of][language] ?? '',
    onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
      form.setFieldValue(of, { ...form.values[of], [language]: event.currentTarget.value }),
    error: form.errors[of],
    lang: language,
    dir: direction,
    autosize: true,
  });
  const others = offered.filter((each) => each !== language && (form.values.welcomeTexts[each] ?? '') !== '');
  const isEmpty = (form.values.welcomeTexts[language] ?? '') === '';
  return (
    <>
      <SegmentedControl
        aria-label={say('languageOfTexts')}
        style={{ alignSelf: 'start', maxWidth: '100%' }}
        value={language}
        onChange={(chosen) => onLanguage(chosen as Language)}
        data={offered.map((each) => ({ value: each, label: LANGUAGE_FACTS[each].name }))}
      />
      <Textarea
        label={say('welcomeIn', { language: name })}
        name="welcomeTexts"
        description={
          isEmpty && others.length > 0 ? say('welcomeEmpty', { language: name }) : say('welcomeHelp')
        }
        minRows={2}
        maxRows={6}
        maxLength={WELCOME_LENGTH_MAX}
        {...field('welcomeTexts')}
      />
      <Textarea
        label={say('termsIn', { language: name })}
        name="termsTexts"
        description={say('termsHelp')}
        minRows={3}
        maxRows={12}
        maxLength={TERMS_LENGTH_MAX}
        {...field('termsTexts')}
      />
      <TextInput
        label={say('termsLink')}
        name="termsUrl"
        description={say('termsLinkHelp')}
        placeholder="https://example.net/terms"
        inputMode="url"
        autoComplete="off"
        dir="ltr"
        {...form.getInputProps('termsUrl')}
      />
    </>
  );
}
