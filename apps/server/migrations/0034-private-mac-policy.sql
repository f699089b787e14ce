-- What a package makes of devices with a private address that nobody registered.

alter table service_packages add private_mac_policy text not null default 'allow'
  check (private_mac_policy in ('allow', 'warn', 'refuse'));
