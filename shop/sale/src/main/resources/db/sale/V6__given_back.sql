-- A customer may give a claim back before its time is over.
alter table sale.claim drop constraint claim_state_check;
alter table sale.claim add constraint claim_state_check check (state in ('HELD', 'SOLD', 'LAPSED', 'GIVEN_BACK'));
