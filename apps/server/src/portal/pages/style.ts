import {
  type HexColor,
  PORTAL_INKS,
  PORTAL_PAPERS,
  portalColors,
  type PortalScheme,
} from '@gatehouse/domain/hotspot-zones/portal-colors';

const REST = {
  light: '--soft:#566067;--line:#d5dadd;--good:#18794e;--bad:#b3261e;--badtint:#fbefee',
  dark: '--soft:#a3adb3;--line:#364047;--good:#4cc38a;--bad:#ff8a80;--badtint:#2c1d1d;--plate:#fff',
} as const;

// One sheet, small enough to travel in every page: a login window on a bad line fetches nothing else.
const SHEET = `*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);border-top:6px solid var(--fill);font:18px/1.45 system-ui,sans-serif;overflow-wrap:break-word}
header,main,nav{max-width:27rem;margin:0 auto;padding:0 16px}
header{padding-top:14px;font-weight:700;overflow-wrap:anywhere}
header img{display:block;width:auto;height:auto;max-width:75%;max-height:56px;border-radius:4px;background:var(--plate,none)}
main{padding-top:14px;padding-bottom:8px}
h1{font-size:26px;line-height:1.2;margin:0 0 8px;overflow-wrap:anywhere}
h2{font-size:18px;margin:24px 0 4px}
h3{font-size:16px;margin:16px 0 0;color:var(--soft)}
p{margin:0 0 16px}
a{color:var(--go)}
.soft{color:var(--soft);font-size:16px}
.text{white-space:pre-line;overflow-wrap:anywhere}
.button{display:block;width:100%;min-height:48px;margin:0 0 12px;padding:11px 16px;border:1px solid var(--go);border-radius:6px;background:var(--fill);color:var(--on);font:600 18px/1.4 system-ui,sans-serif;text-align:center;text-decoration:none;overflow-wrap:anywhere}
.button.second{background:none;color:var(--go)}
.button.small{display:inline-block;width:auto;margin:0;padding:12px 14px;font-size:16px;white-space:nowrap}
label{display:block;font-weight:600;margin:0 0 4px}
input{display:block;width:100%;min-height:48px;margin:0 0 16px;padding:8px 12px;border:1px solid var(--soft);border-radius:6px;background:none;color:inherit;font:18px system-ui,sans-serif}
:focus-visible{outline:3px solid var(--go);outline-offset:2px}
.note{overflow-wrap:anywhere;border-inline-start:4px solid var(--go);background:var(--tint);padding:10px 12px;margin:0 0 16px}
.note.bad{border-color:var(--bad);background:var(--badtint)}
ul{list-style:none;margin:0 0 16px;padding:0}
li{border-top:1px solid var(--line);padding:12px 0;display:flex;flex-wrap:wrap;gap:6px 12px;align-items:center;justify-content:space-between}
li div{flex:1 1 11rem;min-width:0;overflow-wrap:anywhere}
.end{flex:0 1 auto;margin-inline-start:auto;display:flex;flex-wrap:wrap;gap:6px 16px;align-items:center;justify-content:flex-end}
.price{font-size:22px;font-weight:700;white-space:nowrap}
dl{display:grid;grid-template-columns:fit-content(60%) minmax(0,1fr);gap:6px 16px;margin:0 0 16px}
dt{color:var(--soft)}dd{margin:0;font-weight:600;text-align:end}
.qr{display:block;width:min(100%,15rem);margin:0 auto 16px}
.link{font:600 18px/1.4 ui-monospace,monospace;overflow-wrap:anywhere;text-align:center}
.link span{white-space:nowrap}
.tick{width:72px;height:72px;display:block;margin:8px 0 12px;color:var(--good)}
nav{padding-top:8px;padding-bottom:24px;display:flex;flex-wrap:wrap;gap:4px 16px;font-size:16px}
nav a,nav span{padding:8px 0}`;

/**
 * The sheet of a portal with this accent.
 * @param scheme shown as on a phone that is light or dark; `null`: as the phone is
 */
export function portalStyle(accent: HexColor | null, scheme: PortalScheme | null): string {
  if (scheme !== null) return `:root{color-scheme:${scheme};${colors(accent, scheme)}}\n${SHEET}`;
  return `:root{color-scheme:light dark;${colors(accent, 'light')}}
@media(prefers-color-scheme:dark){:root{${colors(accent, 'dark')}}}
${SHEET}`;
}

function colors(accent: HexColor | null, scheme: PortalScheme): string {
  const { text, fill, onFill, tint } = portalColors(accent, scheme);
  return `--ink:${PORTAL_INKS[scheme]};--paper:${PORTAL_PAPERS[scheme]};--go:${text};--fill:${fill};--on:${onFill};--tint:${tint};${REST[scheme]}`;
}
