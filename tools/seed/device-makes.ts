import type { SeededRandom } from './seeded-random.ts';

/** A make of device: prefixes that the IEEE gave its maker, what it is, and what people call theirs. */
type DeviceMake = {
  readonly prefixes: readonly string[];
  readonly labels: readonly string[];
};

/** Device types in the words of the product's own list. */
export type SeedDeviceType = 'Router' | 'Laptop' | 'Phone' | 'Tablet' | 'TV' | 'Console' | 'Camera' | 'Other';

const tpLink: DeviceMake = {
  prefixes: ['147590', '306893', '584120', '04C845', '14D864'],
  labels: ['Home Router', 'TP-Link Archer', 'Router upstairs'],
};
const huawei: DeviceMake = {
  prefixes: ['100177', '144658', '347916', '506382'],
  labels: ['Home Router', 'Huawei ONT', 'Fibre box'],
};
const zte: DeviceMake = { prefixes: ['101081', '304074', '504289'], labels: ['Home Router', 'ZTE ONT'] };
const tenda: DeviceMake = { prefixes: ['0495E6', 'B83A08'], labels: ['Home Router', 'Tenda AC10'] };
const mikrotik: DeviceMake = {
  prefixes: ['000C42', '48A98A', 'C4AD34'],
  labels: ['hAP ax²', 'Office router', 'Home Router'],
};
const dLink: DeviceMake = { prefixes: ['340804', '04BAD6', '74DADA'], labels: ['Home Router', 'D-Link'] };
const xiaomi: DeviceMake = {
  prefixes: ['185936', '488759', '0CEDC8', '203B34'],
  labels: ['Redmi', 'Mi Phone'],
};
const samsung: DeviceMake = {
  prefixes: ['103047', '184617', '485169', '842519'],
  labels: ['Galaxy', 'Galaxy A15'],
};
const apple: DeviceMake = { prefixes: ['100020', '283737', '440010', '608373'], labels: ['iPhone', 'iPad'] };
const vivo: DeviceMake = { prefixes: ['180403', '405846', '10F681'], labels: ['vivo Y28'] };
const tecno: DeviceMake = { prefixes: ['141114', '5C8F40', 'C4C563'], labels: ['Tecno Spark'] };
const intel: DeviceMake = {
  prefixes: ['105107', '648099', '906584'],
  labels: ['Laptop', 'Work laptop', 'Office Laptop'],
};
const dell: DeviceMake = { prefixes: ['106530', '247152'], labels: ['Dell Latitude', 'Office Laptop'] };
const liteon: DeviceMake = { prefixes: ['700894', '145AFC', '3C9180'], labels: ['Laptop'] };
const lg: DeviceMake = { prefixes: ['201742', '34FCEF'], labels: ['Living room TV'] };
const roku: DeviceMake = { prefixes: ['105932', 'AC3A7A'], labels: ['Roku'] };
const sony: DeviceMake = { prefixes: ['904748', '2840DD'], labels: ['PlayStation'] };
const espressif: DeviceMake = {
  prefixes: ['140808', '409151', '680947'],
  labels: ['Gate opener', 'Weather station'],
};

const makesByType: Record<SeedDeviceType, readonly (readonly [DeviceMake, number])[]> = {
  Router: [
    [tpLink, 9],
    [huawei, 6],
    [zte, 4],
    [tenda, 4],
    [mikrotik, 3],
    [dLink, 2],
  ],
  Laptop: [
    [intel, 5],
    [dell, 3],
    [liteon, 3],
    [apple, 2],
  ],
  Phone: [
    [samsung, 7],
    [xiaomi, 6],
    [tecno, 5],
    [apple, 4],
    [vivo, 3],
  ],
  Tablet: [
    [samsung, 3],
    [apple, 3],
  ],
  TV: [
    [lg, 3],
    [samsung, 2],
    [roku, 2],
  ],
  Console: [[sony, 1]],
  Camera: [[espressif, 1]],
  Other: [[espressif, 1]],
};

/** Every prefix used, for the test that asks the IEEE's list about them. */
export const seedPrefixes: readonly string[] = Object.values(makesByType)
  .flat()
  .flatMap(([make]) => make.prefixes);

export type SeedHardware = { readonly mac: string; readonly label: string };

/** A device of this type with a real maker's prefix; `AA:BB:CC:DD:EE:FF`. */
export function hardware(random: SeededRandom, type: SeedDeviceType): SeedHardware {
  const make = random.weighted(makesByType[type]);
  const own = Array.from({ length: 3 }, () => random.between(0, 255).toString(16).padStart(2, '0')).join('');
  return { mac: withColons(random.pick(make.prefixes) + own), label: random.pick(make.labels) };
}

/** What a phone calls itself when it hides who made it: the locally-administered bit is set. */
export function privateMac(random: SeededRandom): string {
  const first = ((random.between(0, 255) & 0xfc) | 0x02).toString(16).padStart(2, '0');
  const rest = Array.from({ length: 5 }, () => random.between(0, 255).toString(16).padStart(2, '0')).join('');
  return withColons(first + rest);
}

function withColons(digits: string): string {
  return (digits.toUpperCase().match(/../g) ?? []).join(':');
}
