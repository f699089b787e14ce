import type { DeviceType } from './device-types.ts';

/**
 * What a device most likely is, by who made it; `null` where a maker makes everything. A guess is shown as one, and
 * never stored.
 */
export function guessDeviceType(vendor: string | null): DeviceType | null {
  if (vendor === null) return null;
  return MAKERS.find(([makers]) => makers.test(vendor))?.[1] ?? null;
}

/** In this order: who makes access points is looked for before who makes routers. */
const MAKERS: readonly (readonly [makers: RegExp, type: DeviceType])[] = [
  [/\b(hikvision|dahua|axis communications|reolink|ezviz|uniview|tiandy|vivotek)\b/i, 'Camera'],
  [/\b(epson|brother industries|canon|kyocera|ricoh|lexmark|zebra technologies|xerox)\b/i, 'Printer'],
  [/\b(nintendo|sony interactive|valve)\b/i, 'Console'],
  [/\b(roku|tcl|hisense|vizio|skyworth|konka|changhong)\b/i, 'TV'],
  [/\b(ubiquiti|ruckus|cambium|aruba|engenius|grandstream|edgecore)\b/i, 'Access point'],
  [
    /\b(tp-link|mikrotik|routerboard|tenda|d-link|netgear|mercury|mercusys|linksys|zyxel|totolink|netis|fiberhome|asustek|keenetic|zte|avm|draytek|juniper|cisco|arris|sagemcom|technicolor|cudy|comfast|ruijie)/i,
    'Router',
  ],
  [
    /\b(oppo|vivo|oneplus|realme|transsion|tecno|infinix|hmd global|motorola mobility|fairphone|nothing technology)\b/i,
    'Phone',
  ],
  [/\b(compal|quanta|wistron|pegatron|inventec|dell|lenovo|clevo|framework)\b/i, 'Laptop'],
  [/\b(micro-star|giga-byte|gigabyte|asrock|elitegroup)\b/i, 'Desktop'],
];
