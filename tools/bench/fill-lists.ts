import pg from 'pg';

/** How large the lists are, and what stands in them. */
export type FilledLists = { readonly customers: number; readonly devices: number };

/** Makers of what people have at home, by a block of each; one device in five is of a block that only it has. */
const BLOCKS = [
  'c4e984',
  '50c7bf',
  '6cb158',
  '30b5c2',
  'b0be76',
  '48ee0c',
  '1c5f2b',
  '00e04c',
  '488f5a',
  '4c5e0c',
  'd4ca6d',
  '6c3b6b',
  '001e58',
  '0019e0',
  '90f652',
  'f4f26d',
  'ec086b',
  'a42bb0',
  'e894f6',
  '74da88',
  '3c846a',
  '28ff3e',
  '9094e4',
  'bc9680',
];

/**
 * Fills an empty house by SQL, the same each time: two devices to a customer, names that many share, telephone numbers,
 * labels of which every second is anybody's and every fourth is its own, makers, private addresses, and times over years.
 * `templateId`: a customer whose sealed password all of them get.
 */
export async function fillLists(
  databaseUrl: string,
  templateId: string,
  devices: number,
): Promise<FilledLists> {
  const customers = Math.ceil(devices / 2);
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ last: string }>(CUSTOMERS, [templateId, customers]);
    await client.query(DEVICES, [Number(rows[0]?.last ?? 0) - customers, devices, BLOCKS]);
    for (const table of ['customers', 'devices', 'device_words'])
      await client.query(`vacuum analyze ${table}`);
  } finally {
    await client.end();
  }
  return { customers, devices };
}

/** Evenly spread, and the same each time: a number of 0 … 2^31 for a row and a purpose. */
const chance = (purpose: number, row = 'i') => `(hashint8extended(${row}, ${purpose}) & 2147483647)`;
const oneOf = (words: readonly string[], purpose: number) =>
  `(array[${words.map((word) => `'${word}'`).join(',')}])[1 + ${chance(purpose)} % ${words.length}]`;

const FIRST = [
  'Rahim',
  'Karim',
  'Amina',
  'Fatema',
  'José',
  'María',
  'Wanjiku',
  'Otieno',
  'Ayşe',
  'Björn',
  'Chen',
  'Priya',
  'Sunita',
  'Yusuf',
  'Noor',
  'Grace',
  'Peter',
  'Anna',
  'Luis',
  'Mehmet',
];
const LAST = [
  'Uddin',
  'Akter',
  'Hossain',
  'Begum',
  'García',
  'Müller',
  'Kamau',
  'Odhiambo',
  'Yılmaz',
  'Wang',
  'Sharma',
  'Khan',
  'Ali',
  'Silva',
  'Rossi',
  'Novák',
  'Cohen',
  'Smith',
  'Haddad',
  'Islam',
];
const LABELS = ['Home Router', 'Living room', 'Upstairs', 'Office', 'Shop', 'TV', 'Old phone', 'Camera gate'];
const TYPES = ['Router', 'Phone', 'Laptop', 'TV', 'Camera', 'Printer'];
const BY = ['Amina', 'Tomás', 'Automatic (learned)', 'Automatic (hotspot)', 'Billing'];

const CUSTOMERS = `
  with made as (
    insert into customers (name, username, username_key, password_cipher, kind, device_limit, phone, created_at)
    select ${oneOf(FIRST, 1)} || ' ' || ${oneOf(LAST, 2)} || ' ' || i, 'user.' || i, 'user.' || i,
           (select password_cipher from customers where id = $1::bigint),
           case when i % 4 = 0 then 'hotspot' else 'pppoe' end, 3,
           '+88017' || lpad((${chance(3)} % 100000000)::text, 8, '0'),
           now() - ${chance(4)} % 100000000 * interval '1 second'
      from generate_series(1::bigint, $2::bigint) as i
    returning id)
  select max(id)::text as last from made`;

/** $1: the id before the first customer's. The MAC's end is the row's own number, so that no two are the same. */
const DEVICES = `
  insert into devices (customer_id, mac, type, label, source, added_by, added_at, last_seen_at)
  select $1::bigint + (i + 1) / 2,
         (case when i % 5 = 0 then lpad(to_hex((${chance(10)} % 16777216 & 16580607)::bigint), 6, '0')
               when i % 7 = 0 then '02' || lpad(to_hex((${chance(11)} % 65536)::bigint), 4, '0')
               else ($3::text[])[1 + ${chance(12)} % array_length($3::text[], 1)] end
           || lpad(to_hex((i * 7919) % 16777216), 6, '0'))::macaddr,
         case when i % 3 > 0 then ${oneOf(TYPES, 13)} end,
         case i % 4 when 0 then 'Router ' || i when 1 then null else ${oneOf(LABELS, 14)} end,
         case when i % 3 = 0 then 'learned' else 'operator' end,
         ${oneOf(BY, 15)},
         now() - ${chance(16)} % 100000000 * interval '1 second',
         case when ${chance(19)} % 10 > 0 then now() - (${chance(17)} % 100)::float ^ 3 * interval '30 seconds' - ${chance(18)} % 3600 * interval '1 second' end
    from generate_series(1::bigint, $2::bigint) as i
  on conflict do nothing`;
