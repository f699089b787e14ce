-- A device that is remembered in one zone of a group is known in all of them.

alter table hotspot_zones add roaming_group text;
