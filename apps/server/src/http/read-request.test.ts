import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Hono } from 'hono';
import { z } from 'zod';
import type { ApiEnv } from './api-env.ts';
import { query } from './read-request.ts';

test('a NUL in any parameter is said, and never comes to a route', async () => {
  const api = new Hono<ApiEnv>().get('/devices', query(z.object({ type: z.string().optional() })), (c) =>
    c.json(c.req.valid('query'), 200),
  );
  const answer = await api.request('/devices?type=a%00b');
  assert.equal(answer.status, 400);
  assert.match(await answer.text(), /type must not contain control characters/);
  assert.equal((await api.request('/devices?type=Router')).status, 200);
});
