import { openApiClient, type Item } from '../../api-client.ts';

/** Registers the concentrator and its two customers: alice with one device and no other, bob with any. */
const api = openApiClient(process.argv[2] ?? '', process.env.GATEHOUSE_TOKEN ?? '');

await api.post('/nas', {
  name: 'Concentrator',
  address: '192.0.2.2',
  secret: 'testing123',
  vendor: 'generic',
});
const alice = await api.post<Item>('/customers', {
  name: 'Alice Adams',
  username: 'alice',
  password: 'wonderland',
  kind: 'pppoe',
  macBinding: 'strict',
});
await api.post(`/customers/${alice.id}/devices`, { mac: '02:00:00:00:00:0A', label: 'Home Router' });
await api.post('/customers', {
  name: 'Bob Brown',
  username: 'bob',
  password: 'bobpw',
  kind: 'pppoe',
  macBinding: 'off',
});
