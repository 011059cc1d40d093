-- What is forgotten after a while: which adjustments were done, and reservations that hold nothing any more.
create index operation_by_age on inventory.operation (at);
create index reservation_closed on inventory.reservation (expires_at) where state in ('RELEASED', 'EXPIRED');
