-- Devices are forgotten once their cookie has ended.
create index known_device_by_age on identity.known_device (last_used_at);
