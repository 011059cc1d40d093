-- Mails on their way out. A row is written in the transaction that handles the event, and kept as the record of what
-- was sent.
create table notify.outgoing (
    id          uuid        primary key,
    event_id    uuid        not null,
    kind        text        not null,
    sender      text        not null,
    recipient   text        not null,
    subject     text        not null,
    html        text        not null,
    text        text        not null,
    state       text        not null check (state in ('QUEUED', 'SENT', 'FAILED')),
    attempts    int         not null default 0,
    due_at      timestamptz not null,
    last_error  text,
    queued_at   timestamptz not null,
    sent_at     timestamptz,
    unique (event_id, kind)
);
create index outgoing_by_due on notify.outgoing (due_at) where state = 'QUEUED';
create index outgoing_by_age on notify.outgoing (queued_at desc, id desc);

-- The local mailbox: what the embedded SMTP server has received.
create table notify.received (
    id          uuid        primary key,
    message_id  text        not null,
    sender      text        not null,
    recipient   text        not null,
    subject     text        not null,
    html        text,
    text        text,
    source      bytea       not null,
    received_at timestamptz not null,
    unique (message_id, recipient)
);
create index received_by_recipient on notify.received (recipient, id desc);
