import { groupVoucherCode } from '@gatehouse/domain/vouchers/voucher-code';
import { addressOfCode } from './address-of-code.ts';
import { QrCode } from '../../parts/QrCode.tsx';
import classes from './Sheets.module.css';
import { ON_A_SHEET } from './voucher-entry.ts';
import type { MadeVouchers, VoucherSheet } from './voucher-types.ts';

type Props = {
  readonly made: MadeVouchers;
  readonly sheet: VoucherSheet;
  /** Of the portal; the first says price and package. */
  readonly languages: readonly string[];
};

/** Sheets of paper with 24 vouchers each, to be cut. */
export function Sheets({ made: { batch, vouchers }, sheet, languages }: Props) {
  const texts = sheet.texts.filter(({ language }) => languages.includes(language));
  const sheets = Array.from({ length: Math.ceil(vouchers.length / ON_A_SHEET) }, (_, at) =>
    vouchers.slice(at * ON_A_SHEET, (at + 1) * ON_A_SHEET),
  );
  return (
    <div className={classes['sheets']}>
      {sheets.map((onSheet) => (
        <section key={onSheet[0]?.serial} className={classes['sheet']}>
          {onSheet.map((voucher) => (
            <Card
              key={voucher.serial}
              {...voucher}
              packageName={batch.servicePackageName}
              sheet={sheet}
              texts={texts}
            />
          ))}
        </section>
      ))}
    </div>
  );
}

type CardProps = {
  readonly serial: number;
  readonly code: string;
  readonly packageName: string;
  readonly sheet: VoucherSheet;
  readonly texts: VoucherSheet['texts'];
};

function Card({ serial, code, packageName, sheet, texts }: CardProps) {
  const { portalName, portalUrl, ssid } = sheet;
  const [first] = texts;
  return (
    <div className={classes['card']} lang={first?.language} dir={first?.direction}>
      <div className={classes['top']}>
        <div className={classes['what']}>
          <p className={classes['place']}>{portalName}</p>
          <p className={classes['package']}>
            {first?.price && <b className={classes['price']}>{first.price}</b>} <b>{packageName}</b>
          </p>
          {first?.validUntil && <p className={classes['until']}>{first.validUntil}</p>}
          <p className={classes['grants']}>{first?.package}</p>
        </div>
        <div className={classes['scan']}>
          <QrCode text={portalUrl === null ? code : addressOfCode(portalUrl, code)} />
          <span dir="ltr">{serial}</span>
        </div>
      </div>
      <p className={classes['code']} dir="ltr" data-long={code.length > 13 || undefined}>
        {groupVoucherCode(code)}
      </p>
      <div className={classes['how']}>
        {texts.map(({ language, direction, howTo }) => (
          <p key={language} lang={language} dir={direction}>
            <HowTo text={howTo} ssid={ssid} />
          </p>
        ))}
      </div>
    </div>
  );
}

/** The Wi-Fi's name is one piece, among words from right to left too. */
function HowTo({ text, ssid }: { readonly text: string; readonly ssid: string }) {
  const at = text.indexOf(ssid);
  if (at === -1) return text;
  return (
    <>
      {text.slice(0, at)}
      <bdi>{ssid}</bdi>
      {text.slice(at + ssid.length)}
    </>
  );
}
