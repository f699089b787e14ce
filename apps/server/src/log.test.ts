import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openLog } from './log.ts';

test('a line is one JSON object that says when, how bad, which process and what', () => {
  const line = logged((log) => log.warn({ nas: 'Tower 4' }, 'nothing heard'));
  assert.equal(line['level'], 'warn');
  assert.equal(line['process'], 'radius');
  assert.equal(line['nas'], 'Tower 4');
  assert.equal(line['msg'], 'nothing heard');
  assert.match(String(line['time']), /^\d{4}-\d\d-\d\dT.*Z$/);
});

test('passwords, secrets and tokens are never written', () => {
  const line = JSON.stringify(
    logged((log) =>
      log.info({ password: 'hunter2', nas: { secret: 'hunter2' }, headers: { authorization: 'hunter2' } }),
    ),
  );
  assert.doesNotMatch(line, /hunter2/);
});

test('an error keeps its cause', () => {
  const line = logged((log) => log.error({ err: new Error('outer', { cause: new Error('inner') }) }));
  assert.match(JSON.stringify(line), /outer.*inner/);
});

function logged(write: (log: ReturnType<typeof openLog>) => void): Record<string, unknown> {
  const lines: string[] = [];
  write(openLog('radius', { write: (line) => lines.push(line) }));
  assert.equal(lines.length, 1);
  return JSON.parse(lines[0] ?? '') as Record<string, unknown>;
}
