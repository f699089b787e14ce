-- Whoever registers again at the portal is found by the number.

create index customers_phone on customers (phone) where phone is not null;
