-- Beside a sentence that is kept: the same as the name of a text and what is put into it, so that it is read in each
-- operator's own language. What was written before has its English sentence alone.
alter table import_rows add column sentence_said jsonb;
alter table import_batches add column fault_said jsonb;
alter table bulk_action_rows add column reason_said jsonb;
