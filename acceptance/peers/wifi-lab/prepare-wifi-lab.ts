import { openApiClient, type Item } from '../../api-client.ts';

/** Registers the access point with its zone, and a guest whose one device may join without a password. */
const api = openApiClient(process.argv[2] ?? '', process.env['GATEHOUSE_TOKEN'] ?? '');

const zone = await api.post<Item>('/hotspot-zones', { name: 'Laboratory', ssid: 'LAB-HOTSPOT' });
await api.post('/nas', {
  name: 'Access point',
  address: '192.0.2.130',
  secret: 'testing123',
  vendor: 'hostapd',
  zoneId: zone.id,
});
const day = await api.post<Item>('/service-packages', {
  name: 'Day',
  kind: 'hotspot',
  validitySeconds: 86_400,
});
const guest = await api.post<Item>('/customers', {
  name: 'Greta Guest',
  username: 'greta',
  password: 'not needed here',
  kind: 'hotspot',
  servicePackageId: day.id,
});
await api.post(`/customers/${guest.id}/devices`, { mac: '02:00:00:00:00:0E', label: 'Phone' });
