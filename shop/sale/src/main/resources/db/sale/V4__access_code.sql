-- A sale for those who were given a code; null: for everybody.
alter table sale.sale add column access_code text check (access_code = upper(access_code) and access_code <> '');
