import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readTable } from './read-table.ts';
import { splitTable } from './split-table.ts';

async function rowsOf(text: string, linesBefore = 0) {
  const rows: [number, readonly string[]][] = [];
  for await (const { line, cells } of readTable(text, ',')) rows.push([line + linesBefore, cells]);
  return rows;
}

test('cuts a table where rows end: no row is lost, and each keeps its line', async () => {
  for (const end of ['\n', '\r\n']) {
    const lines = ['name,"ma', 'c"', 'ü1,a', '"two', 'lines",b', '', 'u3,c', 'u4,"d', '"', 'u5,e'];
    const text = lines.join(end);
    const [heading, ...whole] = await rowsOf(text);
    for (const rowsMax of [1, 2, 3]) {
      const parts = await splitTable(text, ',', { hasHeader: true, rowsMax });
      assert.equal(parts.length, Math.ceil(whole.length / rowsMax));
      const found: [number, readonly string[]][] = [];
      for (const part of parts) {
        const [first, ...rows] = await rowsOf(part.text, part.linesBefore);
        assert.deepEqual(first?.[1], heading?.[1]);
        found.push(...rows);
      }
      assert.deepEqual(found, whole);
    }
  }
});

test('leaves a small table as it is', async () => {
  assert.deepEqual(await splitTable('a,b\nc,d', ',', { hasHeader: true, rowsMax: 1 }), [
    { text: 'a,b\nc,d', linesBefore: 0 },
  ]);
});
