import type { SeededRandom } from './seeded-random.ts';

/** A make of device: prefixes that the IEEE gave its maker, and what people call theirs. */
type DeviceMake = {
  readonly prefixes: readonly string[];
  readonly labels: readonly string[];
};

/** Device types in the words of the product's own list. */
export type SeedDeviceType = 'Router' | 'Laptop' | 'Phone' | 'Tablet' | 'TV' | 'Console' | 'Camera' | 'Other';

const makers = {
  tpLink: ['147590', '306893', '584120', '04C845', '14D864'],
  huawei: ['100177', '144658', '347916', '506382'],
  zte: ['101081', '304074', '504289'],
  tenda: ['0495E6', 'B83A08'],
  mikrotik: ['000C42', '48A98A', 'C4AD34'],
  dLink: ['340804', '04BAD6', '74DADA'],
  xiaomi: ['185936', '488759', '0CEDC8', '203B34'],
  samsung: ['103047', '184617', '485169', '842519'],
  apple: ['100020', '283737', '440010', '608373'],
  vivo: ['180403', '405846', '10F681'],
  tecno: ['141114', '5C8F40', 'C4C563'],
  intel: ['105107', '648099', '906584'],
  dell: ['106530', '247152'],
  liteon: ['700894', '145AFC', '3C9180'],
  lg: ['201742', '34FCEF'],
  roku: ['105932', 'AC3A7A'],
  sony: ['904748', '2840DD'],
  espressif: ['140808', '409151', '680947'],
} as const satisfies Record<string, readonly string[]>;

const makesByType: Record<SeedDeviceType, readonly (readonly [DeviceMake, weight: number])[]> = {
  Router: [
    [{ prefixes: makers.tpLink, labels: ['Home Router', 'TP-Link Archer', 'Router upstairs'] }, 9],
    [{ prefixes: makers.huawei, labels: ['Home Router', 'Huawei ONT', 'Fibre box'] }, 6],
    [{ prefixes: makers.zte, labels: ['Home Router', 'ZTE ONT'] }, 4],
    [{ prefixes: makers.tenda, labels: ['Home Router', 'Tenda AC10'] }, 4],
    [{ prefixes: makers.mikrotik, labels: ['hAP ax²', 'Office router', 'Home Router'] }, 3],
    [{ prefixes: makers.dLink, labels: ['Home Router', 'D-Link'] }, 2],
  ],
  Laptop: [
    [{ prefixes: makers.intel, labels: ['Laptop', 'Work laptop', 'Office Laptop'] }, 5],
    [{ prefixes: makers.dell, labels: ['Dell Latitude', 'Office Laptop'] }, 3],
    [{ prefixes: makers.liteon, labels: ['Laptop', 'Study laptop'] }, 3],
    [{ prefixes: makers.apple, labels: ['MacBook'] }, 2],
  ],
  Phone: [
    [{ prefixes: makers.samsung, labels: ['Galaxy A15', 'Galaxy'] }, 7],
    [{ prefixes: makers.xiaomi, labels: ['Redmi', 'Mi Phone'] }, 6],
    [{ prefixes: makers.tecno, labels: ['Tecno Spark'] }, 5],
    [{ prefixes: makers.apple, labels: ['iPhone'] }, 4],
    [{ prefixes: makers.vivo, labels: ['vivo Y28'] }, 3],
  ],
  Tablet: [
    [{ prefixes: makers.samsung, labels: ['Galaxy Tab'] }, 3],
    [{ prefixes: makers.apple, labels: ['iPad'] }, 3],
  ],
  TV: [
    [{ prefixes: makers.lg, labels: ['Living room TV'] }, 3],
    [{ prefixes: makers.samsung, labels: ['Samsung TV'] }, 2],
    [{ prefixes: makers.roku, labels: ['Roku'] }, 2],
  ],
  Console: [[{ prefixes: makers.sony, labels: ['PlayStation'] }, 1]],
  Camera: [[{ prefixes: makers.espressif, labels: ['Gate camera'] }, 1]],
  Other: [[{ prefixes: makers.espressif, labels: ['Weather station', 'Door bell'] }, 1]],
};

/** Every prefix used, for the test that asks the IEEE's list about them. */
export const seedPrefixes: readonly string[] = Object.values(makers).flat();

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
