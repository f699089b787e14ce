-- Of a request to which a router answered what is no answer to it: the packet's code (RFC 5176 §2.1, §2.2), rightly signed.
alter table dynamic_authorization_requests add column unexpected_code smallint;
