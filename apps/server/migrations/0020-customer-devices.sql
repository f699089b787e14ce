-- Customers add devices for themselves, at the portal.

alter table devices drop constraint devices_source_check;
alter table devices add constraint devices_source_check
  check (source in ('operator', 'api-token', 'import', 'hotspot', 'learned', 'customer'));
