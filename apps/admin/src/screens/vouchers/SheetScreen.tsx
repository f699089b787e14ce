import { Alert, Button, MultiSelect, Select, Skeleton } from '@mantine/core';
import { isLanguage, LANGUAGE_FACTS } from '@gatehouse/domain/hotspot-zones/portal-languages';
import { IconDownload, IconPrinter } from '@tabler/icons-react';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { LinkButton } from '../../parts/LinkButton.tsx';
import { NotRead } from '../../parts/NotRead.tsx';
import { usePackages } from '../packages/use-packages.ts';
import { useZonesRead } from '../zones/use-zones.ts';
import { LeaveCodesQuestion } from './LeaveCodesQuestion.tsx';
import { noteKept, useMadeCodes } from './made-codes.ts';
import { Sheets } from './Sheets.tsx';
import { useNoteOfPrinting } from './use-note-of-printing.ts';
import { useSheet } from './use-vouchers.ts';
import { saveCsv, vouchersCsv } from './voucher-csv.ts';
import { ON_A_SHEET } from './voucher-entry.ts';
import type { MadeVouchers } from './voucher-types.ts';
import classes from './SheetScreen.module.css';
import { say, show } from './texts.ts';

/** The codes of a batch that was just made, as sheets to print and as a file. They are nowhere else. */
export function SheetScreen() {
  const { batchId = '' } = useParams({ strict: false });
  const made = useMadeCodes(batchId);
  if (made === null) return <CodesGone batchId={batchId} />;
  return (
    <>
      <PrintableSheets made={made} />
      <LeaveCodesQuestion made={made} />
    </>
  );
}

function CodesGone({ batchId }: { readonly batchId: string }) {
  return (
    <EmptyState
      icon={IconPrinter}
      title={say('codesGone')}
      heading
      action={
        <LinkButton to="/vouchers/$batchId" params={{ batchId }}>
          {say('showBatch')}
        </LinkButton>
      }
    >
      {say('codesGoneWhy')}
    </EmptyState>
  );
}

/** More do not fit on a card. */
const LANGUAGES_MAX = 2;

function PrintableSheets({ made }: { readonly made: MadeVouchers }) {
  const { batch, vouchers } = made;
  useNoteOfPrinting(noteKept);
  const [chosenZone, setChosenZone] = useState<string | null>(null);
  const [chosenLanguages, setChosenLanguages] = useState<readonly string[] | null>(null);
  const zones = useZonesOfPackage(batch.servicePackageId);
  const zoneId = chosenZone ?? zones?.[0]?.id ?? '';
  const { data: sheet, error, refetch } = useSheet(batch.id, zoneId);
  const offered = sheet?.texts.map(({ language }) => language) ?? [];
  const languages = (chosenLanguages ?? offered)
    .filter((each) => offered.includes(each))
    .slice(0, LANGUAGES_MAX);
  const save = () => {
    saveCsv(batch.name, vouchersCsv(made, sheet?.portalUrl ?? null));
    noteKept();
  };
  return (
    <article className={classes['page']} aria-label={say('codesOf', { batch: batch.name })}>
      <header className={classes['bar']}>
        <p className={classes['path']}>
          <Link to="/vouchers">{say('vouchers')}</Link> ›{' '}
          <Link to="/vouchers/$batchId" params={{ batchId: batch.id }}>
            {batch.name}
          </Link>
        </p>
        <h1>
          {say('codesOnSheets', {
            codes: say('codeCount', { count: vouchers.length }),
            sheets: say('sheetCount', { count: Math.ceil(vouchers.length / ON_A_SHEET) }),
          })}
        </h1>
        <Alert color="yellow" variant="light">
          {say('printOrSaveNow')}
        </Alert>
        <div className={classes['tools']}>
          <Select
            label={say('portalOf')}
            data={(zones ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            value={zoneId === '' ? null : zoneId}
            onChange={(id) => {
              setChosenZone(id);
              setChosenLanguages(null);
            }}
            allowDeselect={false}
          />
          {offered.length > 1 && (
            <MultiSelect
              label={say('languages')}
              data={offered.map((each) => ({ value: each, label: nameOf(each) }))}
              value={[...languages]}
              onChange={(chosen) => setChosenLanguages(chosen.length === 0 ? null : chosen)}
              maxValues={LANGUAGES_MAX}
            />
          )}
          <Button
            leftSection={<IconPrinter size={16} aria-hidden />}
            onClick={() => window.print()}
            disabled={!sheet}
          >
            {say('printSheets')}
          </Button>
          <Button variant="default" leftSection={<IconDownload size={16} aria-hidden />} onClick={save}>
            {say('saveAsCsv')}
          </Button>
        </div>
        {sheet?.portalUrl === null && (
          <p className={classes['quiet']}>
            {show('qrCodeAlone', { link: (words) => <Link to="/settings/hotspot">{words}</Link> })}
          </p>
        )}
        {zones?.length === 0 && (
          <p className={classes['quiet']}>
            {show('noZoneYet', { link: (words) => <Link to="/zones">{words}</Link> })}
          </p>
        )}
      </header>
      {error !== null && !sheet && (
        <NotRead title={say('portalTextsNotRead')} error={error} onRetry={() => void refetch()} />
      )}
      {zoneId !== '' && !sheet && error === null && <Skeleton h={480} maw={760} />}
      {sheet && (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keys
        <div className={classes['paper']} role="region" aria-label={say('sheetsOnPaper')} tabIndex={0}>
          <Sheets made={made} sheet={sheet} languages={languages} />
        </div>
      )}
    </article>
  );
}

function nameOf(language: string): string {
  return isLanguage(language) ? LANGUAGE_FACTS[language].name : language;
}

/** Where the package is good; `undefined` while that is being read. */
function useZonesOfPackage(servicePackageId: string) {
  const zones = useZonesRead();
  const sold = usePackages().find(({ id }) => id === servicePackageId);
  if (zones === undefined || sold === undefined) return undefined;
  return sold.zoneIds.length === 0 ? zones : zones.filter(({ id }) => sold.zoneIds.includes(id));
}
