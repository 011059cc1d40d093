-- Receipts of webhooks are forgotten after a while.
create index webhook_by_age on payments.webhook (received_at);
