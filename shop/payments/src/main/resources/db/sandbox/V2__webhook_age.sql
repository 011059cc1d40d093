-- Webhooks that are delivered or given up are forgotten after a while.
create index webhook_done on sandbox.webhook (created_at) where due_at is null;
