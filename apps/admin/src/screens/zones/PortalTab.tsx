import { useState } from 'react';
import type { Language } from '@gatehouse/domain/hotspot-zones/portal-languages';
import type { HotspotZone } from '../../api/types.ts';
import { useMay } from '../../api/use-me.ts';
import { useEntryForm } from '../../parts/form/use-entry-form.ts';
import { NAME_LENGTH_MAX, textFault } from '../../parts/form/text-faults.ts';
import {
  colorFault,
  linkFault,
  longestFault,
  portalEntryOf,
  TERMS_LENGTH_MAX,
  WELCOME_LENGTH_MAX,
} from './portal-entry.ts';
import { PortalForm } from './PortalForm.tsx';
import { PortalPreviewPane } from './PortalPreviewPane.tsx';
import { say } from './texts.ts';
import { useZone } from './use-zone.ts';
import classes from './ZoneScreen.module.css';

/** How the portal of a zone looks: what can be chosen, and beside it what comes of it. */
export function PortalTab() {
  const { data: zone } = useZone();
  return zone ? <Editor key={zone.id} zone={zone} /> : null;
}

function Editor({ zone }: { readonly zone: HotspotZone }) {
  const mayChange = useMay('hotspot-zones.change');
  const form = useEntryForm({
    initialValues: portalEntryOf(zone),
    validate: {
      name: (name) => textFault(name, NAME_LENGTH_MAX - 40),
      accentColor: colorFault,
      languages: (offered) => (offered.length === 0 ? say('oneLanguage') : null),
      welcomeTexts: (texts) => longestFault(texts, WELCOME_LENGTH_MAX),
      termsTexts: (texts) => longestFault(texts, TERMS_LENGTH_MAX),
      termsUrl: linkFault,
    },
  });
  const [chosen, setChosen] = useState<Language>(zone.portal.defaultLanguage);
  const { languages: offered, defaultLanguage, termsTexts } = form.values;
  const language = offered.includes(chosen) ? chosen : defaultLanguage;
  return (
    <div className={classes['columns']}>
      <PortalForm zone={zone} form={form} language={language} onLanguage={setChosen} mayChange={mayChange} />
      <PortalPreviewPane
        zone={zone}
        entry={form.values}
        language={language}
        hasTerms={Object.values(termsTexts).some((text) => text.trim() !== '')}
      />
    </div>
  );
}
