import type { SeededRandom } from './seeded-random.ts';

/** Given and family names of one place, as people there write them, and in Latin letters for a username. */
type NamePool = {
  readonly given: readonly string[];
  readonly family: readonly string[];
  readonly weight: number;
};

const namePools: readonly NamePool[] = [
  {
    weight: 26,
    given: [
      'Rahima',
      'Karim',
      'Nusrat',
      'Tanvir',
      'Farhana',
      'Shafiq',
      'Jannat',
      'Imran',
      'Sumaiya',
      'Rafiq',
      'Mahmuda',
      'Sohel',
    ],
    family: [
      'Akter',
      'Hossain',
      'Rahman',
      'Begum',
      'Chowdhury',
      'Islam',
      'Sarkar',
      'Uddin',
      'Miah',
      'Khatun',
    ],
  },
  {
    weight: 18,
    given: [
      'Wanjiru',
      'Otieno',
      'Achieng',
      'Kamau',
      'Njeri',
      'Mwangi',
      'Akinyi',
      'Kiprop',
      'Chebet',
      'Barasa',
    ],
    family: ['Odhiambo', 'Kariuki', 'Mutua', 'Wekesa', 'Njoroge', 'Koech', 'Omondi', 'Maina', 'Cheruiyot'],
  },
  {
    weight: 12,
    given: ['João', 'Beatriz', 'Thiago', 'Larissa', 'Rafael', 'Camila', 'Otávio', 'Júlia', 'Caio', 'Inês'],
    family: ['Silva', 'Souza', 'Araújo', 'Conceição', 'Moreira', 'Nascimento', 'Teixeira', 'Brandão'],
  },
  {
    weight: 12,
    given: ['Zofia', 'Łukasz', 'Agnieszka', 'Paweł', 'Małgorzata', 'Krzysztof', 'Hanna', 'Wojciech'],
    family: ['Mazur', 'Nowak', 'Zając', 'Kowalczyk', 'Duda', 'Krawczyk', 'Wójcik'],
  },
  {
    weight: 10,
    given: ['Siti', 'Budi', 'Dewi', 'Agus', 'Putri', 'Rizky', 'Wulan', 'Eko'],
    family: ['Santoso', 'Wijaya', 'Lestari', 'Hidayat', 'Pratama', 'Kusuma', 'Suryani'],
  },
  {
    weight: 10,
    given: ['Amina', 'Chinedu', 'Ngozi', 'Emeka', 'Yetunde', 'Tunde', 'Hauwa', 'Ifeoma'],
    family: ['Okafor', 'Adeyemi', 'Bello', 'Eze', 'Ogunleye', 'Abubakar', 'Nwosu'],
  },
  {
    weight: 6,
    given: ['Siobhán', 'Cormac', 'Aoife', 'Declan', 'Niamh', 'Pádraig'],
    family: ['O’Brien', 'Byrne', 'Ó Súilleabháin', 'Doyle', 'Gallagher'],
  },
  {
    weight: 6,
    given: ['Marisol', 'Joaquín', 'Ximena', 'Andrés', 'Lucía', 'Íñigo'],
    family: ['Hernández', 'Muñoz', 'Castañeda', 'Ibáñez', 'Quiroga'],
  },
];

/** Names that are not written in Latin letters, with how their holders spell them for a username. */
const namesInOtherScripts: readonly (readonly [name: string, latin: string])[] = [
  ['রহিমা আক্তার', 'rahima.akter'],
  ['তানভীর হোসেন', 'tanvir.hossain'],
  ['নুসরাত জাহান', 'nusrat.jahan'],
  ['ليلى حداد', 'layla.haddad'],
  ['يوسف منصور', 'yusuf.mansour'],
  ['Олена Коваленко', 'olena.kovalenko'],
  ['Дмитро Шевчук', 'dmytro.shevchuk'],
];

const businesses: readonly string[] = [
  'Green Valley Clinic',
  'Harbour View Guesthouse',
  'Sunrise Bakery',
  'St. Mary’s Primary School',
  'Lakeside Pharmacy',
  'Delta Cargo & Clearing',
  'Blue Nile Restaurant',
  'Madina Traders',
  'Kowalczyk & Daughters',
  'Ferry Road Garage',
  'Orchid Tailoring',
  'Northgate Cyber Café',
];

export type SeedName = { readonly name: string; readonly username: string };

/** A person's name and the username that follows from it; the same one may come twice. */
export function personName(random: SeededRandom): SeedName {
  if (random.chance(0.05)) {
    const [name, username] = random.pick(namesInOtherScripts);
    return { name, username };
  }
  const pool = random.weighted(namePools.map((each) => [each, each.weight] as const));
  const given = random.pick(pool.given);
  const family = random.pick(pool.family);
  const username = random.weighted([
    [`${latin(given)}.${latin(family)}`, 6],
    [`${latin(given)}.home`, 2],
    [`${latin(family)}.${latin(given).slice(0, 1)}`, 2],
  ]);
  return { name: `${given} ${family}`, username };
}

export function businessName(index: number): SeedName {
  const name = businesses[index % businesses.length] ?? 'Lakeside Trading';
  const first = latin(name.replace(/[’.]/g, '').split(' ').slice(0, 2).join('-'));
  return { name, username: `${first}.office` };
}

function latin(text: string): string {
  return text
    .replaceAll('ł', 'l')
    .replaceAll('Ł', 'L')
    .normalize('NFD')
    .replace(/[^A-Za-z-]/g, '')
    .toLowerCase();
}
