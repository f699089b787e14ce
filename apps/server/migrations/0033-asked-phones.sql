-- Where a provider asks the visitor on a telephone that is not the number we know the customer by, or know none.
alter table payments add asked_phone text;
