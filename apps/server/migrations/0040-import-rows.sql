-- A row of an import is written anew when it is applied and when it is undone. Without columns in indexes that change by
-- it, and with room beside it, that touches no index; the few lists by verdict or outcome read the rows of one import.
drop index import_rows_verdict;
drop index import_rows_outcome;
alter table import_rows set (fillfactor = 50);
