import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findDelimiter, readTable } from './read-table.ts';
import { FileRefused } from './source-row.ts';

async function read(text: string) {
  const rows: { line: number; cells: readonly string[] }[] = [];
  for await (const { line, cells } of readTable(text, findDelimiter(text))) rows.push({ line, cells });
  return rows;
}

test('finds out whether commas, semicolons, tabs or bars divide the columns', async () => {
  for (const delimiter of [',', ';', '\t', '|']) {
    const rows = await read(`username${delimiter}mac\nu1${delimiter}"a,b;c|d"\n`);
    assert.deepEqual(rows[1], { line: 2, cells: ['u1', 'a,b;c|d'] });
  }
});

test('believes a spreadsheet that says what divides its columns', async () => {
  assert.deepEqual(await read('sep=;\r\na,b;c\r\n'), [{ line: 2, cells: ['a,b', 'c'] }]);
});

test('names the line in which a row begins, whatever line breaks stand in quotes before it and in it', async () => {
  for (const end of ['\n', '\r\n']) {
    const lines = ['username,mac', 'u2,a', '"u', '3",b', 'u5,c', '"u', '', '6","d', '"', '', 'u11,e', 'u12'];
    const rows = await read(lines.join(end));
    assert.deepEqual(
      rows.map(({ line }) => line),
      [1, 2, 3, 5, 6, 11, 12],
    );
  }
});

test('takes a quote within a cell for a letter, and refuses one that is never closed', async () => {
  assert.deepEqual((await read('a,5" screen\nb,c\n'))[0]?.cells, ['a', '5" screen']);
  await assert.rejects(read('a,b\nu,"aa\nv,bb\n'), (error) => {
    assert.ok(error instanceof FileRefused);
    assert.match(error.message, /never closed/);
    return true;
  });
});

test('names the line in which a quote is opened that is never closed, not the one in which that is noticed', async () => {
  const refusal = async (text: string) => {
    const error = await read(text).then(
      () => assert.fail('it was read'),
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof FileRefused);
    return error.message;
  };
  for (const end of ['\n', '\r\n', '\r']) {
    const open = ['username,mac', '"u\n2","a ""b"" 5"', 'u4,5" screen', 'u5,"a', 'u6,b', 'u7,c', ''];
    assert.match(await refusal(open.join(end)), /^Line 5: a quote .* never closed/, JSON.stringify(end));
  }
  const long = `a,b\nu2,b\nu3,"open\n${'u,c\n'.repeat(20_000)}`;
  assert.match(await refusal(long), /^Line 3: a quote .* not closed for more than/);
  assert.match(await refusal(`sep=;\r\na;b\r\nu;"b`), /^Line 3: /);
});

test('reads a text without a last line break, with a BOM, and with empty rows', async () => {
  assert.deepEqual(await read('\u{feff}a,b\n\n,\nc,d'), [
    { line: 1, cells: ['a', 'b'] },
    { line: 4, cells: ['c', 'd'] },
  ]);
});
