-- One row where the demo's filling began: then the store has logins that everybody knows, and takes test cards.
create table demo.filling (
    began_at timestamptz primary key
);
create unique index filling_once on demo.filling ((true));
