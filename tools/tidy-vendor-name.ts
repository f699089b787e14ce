const LEGAL_FORM =
  /[\s,.]+(?:co|corp|corporation|inc|incorporated|ltd|limited|llc|l\.l\.c|gmbh|gmbh & co\.? kg|ag|kg|s\.?a|s\.?a\.?s|s\.?p\.?a|s\.?r\.?l|b\.?v|n\.?v|oy|ab|a\/s|aps|pty|plc|company|sdn\.? bhd|sp\.? z ?o\.? ?o)\.?$/i;

/** Registered under a name that nobody knows them by. */
const KNOWN_AS: Readonly<Record<string, string>> = { 'Routerboard.com': 'MikroTik', Mikrotikls: 'MikroTik' };

/** `TP-LINK TECHNOLOGIES CO.,LTD.` → `TP-Link Technologies`: without the legal form, and not shouting. */
export function tidyVendorName(registered: string): string {
  let name = registered.replaceAll(/\s+/g, ' ').trim();
  for (let shorter = name; shorter !== ''; ) {
    name = shorter;
    shorter = name.replace(LEGAL_FORM, '').replace(/[\s,.]+$/, '');
    if (shorter === name) break;
  }
  const known = KNOWN_AS[name];
  if (known !== undefined) return known;
  return /[a-z]/.test(name)
    ? name
    : name.replaceAll(/[A-Z]{4,}/g, (word) => word.charAt(0) + word.slice(1).toLowerCase());
}
