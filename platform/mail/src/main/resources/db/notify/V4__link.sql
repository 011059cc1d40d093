set lock_timeout = '10s';

-- What the token of the mail's link is derived from when it is sent; the texts hold the request's id in its place.
alter table notify.outgoing add column link text;
