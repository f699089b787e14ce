-- Where a request goes stands on its row, so that what waits is divided by router without reading sessions.

alter table dynamic_authorization_requests add column source_address inet;
update dynamic_authorization_requests r set source_address = s.source_address from sessions s where s.id = r.session_id;
delete from dynamic_authorization_requests where source_address is null;
alter table dynamic_authorization_requests alter column source_address set not null;
