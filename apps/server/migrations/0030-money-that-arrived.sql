-- What has arrived counts, in sales, on receipts and for refunds: not what was asked for.

alter table payments
  add received_minor    bigint check (received_minor >= 0),
  add received_currency text   check (received_currency ~ '^[A-Z]{3}$'),
  add continues_id      bigint references payments;  -- after whose refund this money came

-- What was counted until now: as the provider told it, unless more was paid back than that.
update payments
   set received_minor    = case when told_minor >= coalesce(refunded_minor, 0) then told_minor else amount_minor end,
       received_currency = case when told_minor >= coalesce(refunded_minor, 0) then told_currency else currency end
 where paid_at is not null or refunded_at is not null;

alter table payments
  drop constraint payments_check1,  -- refunded_minor <= greatest(amount_minor, told_minor)
  add constraint payments_refunded_of_received check (refunded_minor <= received_minor),
  add constraint payments_received check ((received_minor is null) = (received_currency is null)),
  add constraint payments_paid_received check (paid_at is null or received_minor is not null),
  drop constraint payments_review_reason_check,
  add constraint payments_review_reason_check check (review_reason in
    ('cash', 'reference', 'wrong-amount', 'wrong-currency', 'after-refusal', 'after-refund'));

create index payments_continues_id on payments (continues_id) where continues_id is not null;

-- One transfer may be meant for two payments: a second use waits for a person, whichever of the owner's methods it is by.
drop index payments_entered_reference;
create index payments_entered_reference on payments (entered_reference) where entered_reference is not null;
