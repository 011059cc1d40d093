-- Erasures were entered as claims, which is what it is called when a guest becomes a customer.
update orders.timeline set kind = 'erasure'
where kind = 'claim' and detail = 'What was personal in this order was erased.';
