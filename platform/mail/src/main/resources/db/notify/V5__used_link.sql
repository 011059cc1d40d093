-- Links to a guest's data that may be followed once and were; kept for as long as they would count.
create table notify.used_link (
    id      uuid primary key,
    used_at timestamptz not null
);
create index used_link_by_time on notify.used_link (used_at);
