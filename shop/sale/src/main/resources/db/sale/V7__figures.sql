set lock_timeout = '10s';

-- How a sale goes is kept, so that whoever watches it need not count its claims: how many of those that were granted were paid, and
-- how many ended otherwise (not paid in time, given back). The others are held. The lock that adding columns takes is held until
-- this transaction ends, so nothing changes while what there is is counted.
alter table sale.counter
    add column sold_claims  bigint not null default 0,
    add column ended_claims bigint not null default 0;
update sale.counter c set sold_claims = n.sold, ended_claims = n.ended
from (
    select sale_id, count(*) filter (where state = 'SOLD') as sold,
           count(*) filter (where state in ('LAPSED', 'GIVEN_BACK')) as ended
    from sale.claim group by sale_id
) n where n.sale_id = c.sale_id;

-- Claims granted in each second; a row is written once a group of claims, under the lock of the sale's counter, and deleted minutes
-- later. Without a foreign key, as the claims are.
create table sale.granted_second (
    sale_id uuid        not null,
    second  timestamptz not null,
    claims  int         not null check (claims > 0),
    primary key (sale_id, second)
) with (fillfactor = 50);
