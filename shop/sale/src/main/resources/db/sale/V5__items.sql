-- A sale of several items: each has a row here, with a counter and claims of its own, and what they share (name, times, hold, code and
-- waiting room) stands in all of them. The group is called like its first item.
alter table sale.sale add column group_id uuid;
update sale.sale set group_id = id;
alter table sale.sale alter column group_id set not null;
create unique index sale_item on sale.sale (group_id, variant_id);
