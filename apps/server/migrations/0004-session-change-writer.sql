-- Who wrote a note: a number that each connection which stores accounting draws for itself, null for a job. A batch
-- that was written by what its process remembers of sessions is refused when somebody else changed one of them.

alter table session_changes add column writer bigint;
