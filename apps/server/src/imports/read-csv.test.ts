import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { type CsvFault, type CsvRow, readCsv } from './read-csv.ts';

const COLUMNS = { required: ['username', 'mac'], optional: ['label'] };

async function readAll(chunks: Iterable<Buffer>): Promise<(CsvRow | CsvFault)[]> {
  const rows: (CsvRow | CsvFault)[] = [];
  for await (const row of readCsv(Readable.from(chunks), COLUMNS)) rows.push(row);
  return rows;
}

async function read(text: string, chunkSize = 7) {
  const bytes = Buffer.from(text);
  const chunks = Array.from({ length: Math.ceil(bytes.length / chunkSize) }, (_, i) =>
    bytes.subarray(i * chunkSize, (i + 1) * chunkSize),
  );
  return readAll(chunks);
}

test('takes columns in any order and case, with a BOM, in pieces of any size', async () => {
  for (const chunkSize of [1, 7, 1000]) {
    const rows = await read('\u{feff}MAC,Label,UserName\r\naa,Ärger,u1\r\n\r\nbb,,u2', chunkSize);
    assert.deepEqual(
      rows.map((row) => ('cells' in row ? row.cells : row)),
      [
        { mac: 'aa', label: 'Ärger', username: 'u1' },
        { mac: 'bb', label: '', username: 'u2' },
      ],
    );
  }
});

test('finds out whether commas, semicolons or tabs divide the columns', async () => {
  for (const delimiter of [',', ';', '\t']) {
    const rows = await read(`username${delimiter}mac\nu1${delimiter}"a,b;c"\n`);
    assert.deepEqual(rows, [{ line: 2, cells: { username: 'u1', mac: 'a,b;c' } }]);
  }
});

test('gives a row of the wrong length, or not in UTF-8, a fault of its own', async () => {
  const rows = await readAll([
    Buffer.from('username,mac\nu1\nu2,bb\n'),
    Buffer.from([0xe4, 0x2c, 0x63, 0x0a]),
  ]);
  assert.deepEqual(rows, [
    { line: 2, fault: 'has 1 columns where the header has 2' },
    { line: 3, cells: { username: 'u2', mac: 'bb' } },
    { line: 4, fault: 'is not UTF-8 text' },
  ]);
});

test('names the line in which a row begins, whatever line breaks stand in quotes before it and in it', async () => {
  for (const end of ['\n', '\r\n']) {
    const lines = ['username,mac', 'u2,a', '"u', '3",b', 'u5,c', '"u', '', '6","d', '"', '', 'u11,e', 'u12'];
    for (const chunkSize of [1, 7, 1000]) {
      const rows = await read(lines.join(end), chunkSize);
      assert.deepEqual(
        rows.map(({ line }) => line),
        [2, 3, 5, 6, 11, 12],
      );
    }
  }
});

for (const [name, text, message] of [
  ['an empty file', '', /empty/],
  ['an unknown column', 'username,mac,colour\n', /no column "colour"/],
  ['a missing column', 'username,label\n', /lacks: mac/],
  ['a column twice', 'username,mac,MAC\n', /twice/],
  ['a quote that is never closed', 'username,mac\nu,"aa\nv,bb\n', /never closed/],
] as const) {
  test(`refuses ${name} in one sentence`, async () => {
    await assert.rejects(read(text), { name: 'CsvRefused', message });
  });
}

test('reads a file without a last line break, and one that is only a header', async () => {
  assert.deepEqual(await read('username,mac'), []);
  assert.equal((await read('username,mac\nu,aa')).length, 1);
});
