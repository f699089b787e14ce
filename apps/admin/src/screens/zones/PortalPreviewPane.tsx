import { SegmentedControl, Select } from '@mantine/core';
import type { Language } from '@gatehouse/domain/hotspot-zones/portal-languages';
import { type PreviewPage, previewPages } from '@gatehouse/domain/hotspot-zones/preview-pages';
import { useState } from 'react';
import type { HotspotZone } from '../../api/types.ts';
import { errorSentence } from '../../parts/show-error.ts';
import { PhonePreview } from './PhonePreview.tsx';
import { type PortalEntry, previewChanges } from './portal-entry.ts';
import { say } from './texts.ts';
import { usePortalPreview } from './use-portal-preview.ts';
import classes from './ZoneScreen.module.css';

type Props = {
  readonly zone: HotspotZone;
  readonly entry: PortalEntry;
  readonly language: Language;
  readonly hasTerms: boolean;
};

/** What visitors will see, as it is typed. */
export function PortalPreviewPane({ zone, entry, language, hasTerms }: Props) {
  const [page, setPage] = useState<PreviewPage>('welcome');
  const [scheme, setScheme] = useState<'light' | 'dark'>('light');
  const pages = previewPages.filter((each) => each !== 'terms' || hasTerms);
  const shownPage = pages.includes(page) ? page : 'welcome';
  const { picture } = entry;
  const { data, error } = usePortalPreview(zone, {
    portal: previewChanges(entry),
    ...(picture !== undefined && { image: picture?.base64 ?? null }),
    page: shownPage,
    language,
    scheme,
  });
  return (
    <section className={classes['preview']} aria-label={say('preview')}>
      <h2>{say('whatVisitorsSee')}</h2>
      <p className={classes['quiet']}>{say('veryPage')}</p>
      <div className={classes['controls']}>
        <Select
          aria-label={say('page')}
          data={pages.map((each) => ({ value: each, label: say(`page_${each}`) }))}
          value={shownPage}
          onChange={(chosen) => setPage(chosen as PreviewPage)}
        />
        <SegmentedControl
          aria-label={say('phone')}
          value={scheme}
          onChange={(chosen) => setScheme(chosen as 'light' | 'dark')}
          data={[
            { value: 'light', label: say('light') },
            { value: 'dark', label: say('dark') },
          ]}
        />
      </div>
      {error !== null && (
        <p className={classes['fault']} role="alert">
          {errorSentence(error)}
        </p>
      )}
      <PhonePreview shown={data} scheme={scheme} title={say('previewOf')} />
    </section>
  );
}
