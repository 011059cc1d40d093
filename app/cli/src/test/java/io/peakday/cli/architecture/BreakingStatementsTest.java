package io.peakday.cli.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BreakingStatementsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "drop table room.thing | drop table",
                "DROP TABLE IF EXISTS room.thing | drop table",
                "drop materialized view room.kept | drop materialized view",
                "drop function room.twice(int) | drop function",
                "alter table room.thing drop column name | drop column",
                "alter table room.thing drop name | drop column",
                "alter table only room.thing add column more text, drop column if exists name | drop column",
                "Alter Table room.thing\n    add column more numeric(10, 2),\n    Drop\n    Column name | drop column",
                "alter table room.thing rename to object | rename",
                "alter table room.thing rename name to title | rename",
                "alter table room.thing rename constraint a to b | rename",
                "alter type room.colour rename value 'red' to 'pink' | rename of a type",
                "alter view room.names rename column a to b | rename of a view",
                "alter table room.thing set schema other | set schema",
                "alter table room.thing alter column name set not null | not null without default",
                "alter table room.thing add column more text; alter table room.thing alter more set not null | not null without default",
                "alter table room.thing add column more text not null | not null without default",
                "alter table room.thing add more text check (more in ('a', 'b')) not null | not null without default",
                "alter table room.thing alter column amount type numeric | type of a column",
                "alter table room.thing alter amount set data type numeric using amount::numeric | type of a column",
                "alter table room.thing alter column amount drop default | drop default",
                "alter table room.thing add constraint small check (amount < 10) | constraint",
                "alter table room.thing add check (amount < 10) | constraint",
                "alter table room.thing add unique (name) | constraint",
                "create unique index thing_name on room.thing (name) | unique index",
                "alter table room.thing rename to before; create table room.thing (id int) | rename",
                "do $$ begin alter table room.thing drop column name; end $$ | drop column",
                "create table room.other (id int); alter table room.thing drop column name | drop column",
                "select 1; -- peakday: not-before 6\nalter table room.thing drop column name | drop column",
                "-- peakday: not-before\nalter table room.thing drop column name | drop column"
            })
    void whatAnOlderProgramMayMissIsFound(String migrationAndWhat) {
        String[] parts = migrationAndWhat.split(" \\| ", -1);
        assertThat(BreakingStatements.in(parts[0])).containsExactly(parts[1]);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table room.thing (id int primary key, name text not null, unique (name))",
                "create table room.thing (id int); alter table room.thing drop column id; create unique index a on room.thing (id)",
                "alter table room.thing add column name text",
                "alter table room.thing add column name text not null default ''",
                "alter table room.thing add column id bigint not null generated always as identity",
                "alter table room.thing add column n int; alter table room.thing alter n set default 0, alter column n set not null",
                "alter table room.thing add column n int default 0; alter table room.thing alter column n set not null",
                "alter table room.thing alter column name drop not null",
                "alter table room.thing drop constraint state_check; alter table room.thing add constraint state_check check (a in (1, 2))",
                "create index thing_name on room.thing (name); drop index room.thing_amount",
                "alter index room.a rename to b",
                "create or replace function room.twice(n int) returns int language sql as 'select 2 * n'",
                "-- A later one may drop table room.thing.\n/* alter table room.thing drop column name; */ select 1",
                "-- peakday: not-before 5\nalter table room.thing drop column name"
            })
    void whatOnlyAddsAndWhatSaysForWhomItIsIsNot(String migration) {
        assertThat(BreakingStatements.in(migration)).isEmpty();
    }
}
