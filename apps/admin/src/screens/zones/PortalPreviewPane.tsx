import { SegmentedControl, Select } from '@mantine/core';
import type { Language } from '@gatehouse/domain/hotspot-zones/portal-languages';
import { PREVIEW_PAGES, type PreviewPage } from '@gatehouse/domain/hotspot-zones/preview-pages';
import { useState } from 'react';
import type { HotspotZone } from '../../api/types.ts';
import { errorSentence } from '../../parts/show-error.ts';
import { PhonePreview } from './PhonePreview.tsx';
import { type PortalEntry, previewChanges } from './portal-entry.ts';
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
  const pages = PREVIEW_PAGES.filter(({ id }) => id !== 'terms' || hasTerms);
  const shownPage = pages.some(({ id }) => id === page) ? page : 'welcome';
  const { picture } = entry;
  const { data, error } = usePortalPreview(zone, {
    portal: previewChanges(entry),
    ...(picture !== undefined && { image: picture?.base64 ?? null }),
    page: shownPage,
    language,
    scheme,
  });
  return (
    <section className={classes['preview']} aria-label="Preview">
      <h2>What visitors see</h2>
      <p className={classes['quiet']}>The very page, as it is typed here, on a phone of 320 pixels.</p>
      <div className={classes['controls']}>
        <Select
          aria-label="Page"
          data={pages.map(({ id, label }) => ({ value: id, label }))}
          value={shownPage}
          onChange={(chosen) => setPage(chosen as PreviewPage)}
        />
        <SegmentedControl
          aria-label="Phone"
          value={scheme}
          onChange={(chosen) => setScheme(chosen as 'light' | 'dark')}
          data={[
            { value: 'light', label: 'Light' },
            { value: 'dark', label: 'Dark' },
          ]}
        />
      </div>
      {error !== null && (
        <p className={classes['fault']} role="alert">
          {errorSentence(error)}
        </p>
      )}
      <PhonePreview shown={data} scheme={scheme} title="Preview of the portal" />
    </section>
  );
}
