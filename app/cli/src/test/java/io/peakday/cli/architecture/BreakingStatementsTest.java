package io.peakday.cli.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BreakingStatementsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "drop table sample.thing | drop table",
                "DROP TABLE IF EXISTS sample.thing | drop table",
                "drop materialized view sample.kept | drop materialized view",
                "drop function sample.twice(int) | drop function",
                "alter table sample.thing drop column name | drop column",
                "alter table sample.thing drop name | drop column",
                "alter table only sample.thing add column more text, drop column if exists name | drop column",
                "Alter Table sample.thing\n    add column more numeric(10, 2),\n    Drop\n    Column name | drop column",
                "alter table sample.thing rename to object | rename",
                "alter table sample.thing rename name to title | rename",
                "alter table sample.thing rename constraint a to b | rename",
                "alter type sample.colour rename value 'red' to 'pink' | rename of a type",
                "alter view sample.names rename column a to b | rename of a view",
                "alter table sample.thing set schema other | set schema",
                "alter table sample.thing alter column name set not null | not null without default",
                "alter table sample.thing add column more text; alter table sample.thing alter more set not null | not null without default",
                "alter table sample.thing add column more text not null | not null without default",
                "alter table sample.thing add more text check (more in ('a', 'b')) not null | not null without default",
                "alter table sample.thing alter column amount type numeric | type of a column",
                "alter table sample.thing alter amount set data type numeric using amount::numeric | type of a column",
                "alter table sample.thing alter column amount drop default | drop default",
                "alter table sample.thing add constraint small check (amount < 10) | constraint",
                "alter table sample.thing add check (amount < 10) | constraint",
                "alter table sample.thing add unique (name) | constraint",
                "create unique index thing_name on sample.thing (name) | unique index",
                "alter table sample.thing rename to before; create table sample.thing (id int) | rename",
                "do $$ begin alter table sample.thing drop column name; end $$ | drop column",
                "create table sample.other (id int); alter table sample.thing drop column name | drop column",
                "select 1; -- peakday: not-before 6\nalter table sample.thing drop column name | drop column",
                "-- peakday: not-before\nalter table sample.thing drop column name | drop column"
            })
    void whatAnOlderProgramMayMissIsFound(String migrationAndWhat) {
        String[] parts = migrationAndWhat.split(" \\| ", -1);
        assertThat(BreakingStatements.in(parts[0])).containsExactly(parts[1]);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table sample.thing (id int primary key, name text not null, unique (name))",
                "create table sample.thing (id int); alter table sample.thing drop column id; create unique index a on sample.thing (id)",
                "alter table sample.thing add column name text",
                "alter table sample.thing add column name text not null default ''",
                "alter table sample.thing add column id bigint not null generated always as identity",
                "alter table sample.thing add column n int; alter table sample.thing alter n set default 0, alter column n set not null",
                "alter table sample.thing add column n int default 0; alter table sample.thing alter column n set not null",
                "alter table sample.thing alter column name drop not null",
                "alter table sample.thing drop constraint state_check; alter table sample.thing add constraint state_check check (a in (1, 2))",
                "create index thing_name on sample.thing (name); drop index sample.thing_amount",
                "alter index sample.a rename to b",
                "create or replace function sample.twice(n int) returns int language sql as 'select 2 * n'",
                "-- A later one may drop table sample.thing.\n/* alter table sample.thing drop column name; */ select 1",
                "-- peakday: not-before 5\nalter table sample.thing drop column name"
            })
    void whatOnlyAddsAndWhatSaysForWhomItIsIsNot(String migration) {
        assertThat(BreakingStatements.in(migration)).isEmpty();
    }
}
