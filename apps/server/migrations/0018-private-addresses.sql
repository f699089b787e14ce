-- A phone that changed its private address: the record that its holder says it continues (rule 14).

alter table portal_tickets add continues_device_id bigint;  -- no foreign key: a device removed meanwhile is continued by nobody
