-- Net and tax by rate of what is given back, as JSON. Null for refunds from before: theirs are worked out when they are read.
alter table orders.refund add column taxes text;
