-- What was sold in a year is summed up from this index alone.
drop index payments_paid_at;
create index payments_paid_at on payments (paid_at)
  include (received_currency, service_package_id, zone_id, received_minor) where paid_at is not null;
