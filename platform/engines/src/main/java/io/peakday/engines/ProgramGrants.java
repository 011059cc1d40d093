package io.peakday.engines;

import io.peakday.kernel.Failure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the program's role what it needs of the schemas, and no more: rows of tables, not their form. It owns nothing, and may
 * make nothing.
 *
 * <p>What it has is read from the catalogue, and only what differs is changed, in either direction; so a start that finds
 * everything in place costs one query, and a right that somebody added by hand, or a restore left out, is put right. There are no
 * default privileges: a table that nobody has granted yet is closed, and so are partitions, which the program only reaches by the
 * table that they are part of, whose triggers guard them. Functions are as their migration leaves them: for everybody who may use
 * the schema, or for the owner alone.
 */
final class ProgramGrants {
    private static final Logger LOG = LoggerFactory.getLogger(ProgramGrants.class);

    /** Of a table about which its schema says nothing else. */
    private static final String ROWS = "delete, insert, select, update";

    /** So that a node without the owner's login sees that a database is migrated already. */
    private static final SchemaMigration ENGINES =
            new SchemaMigration("engines", "db/engines").with("migrated", "select");

    private static final String READ = """
            with role as (select oid from pg_roles where rolname = ?),
                 schema as (select oid, nspname, nspacl from pg_namespace where nspname = any (?))
            select 'schema' as kind, quote_ident(nspname) as name, nspname as schema, '' as own,
                   coalesce((select string_agg(lower(privilege_type), ', ' order by privilege_type)
                             from aclexplode(nspacl) where grantee = role.oid), '') as has
              from schema, role
            union all
            select case when relkind = 'S' then 'sequence' when relispartition then 'partition' else 'table' end,
                   format('%I.%I', nspname, relname), nspname, relname,
                   coalesce((select string_agg(one, ', ' order by one collate "C") from (
                       select lower(privilege_type) as one from aclexplode(relacl) where grantee = role.oid
                       union all
                       select lower(privilege_type) || '(' || attname || ')'
                         from pg_attribute a, aclexplode(a.attacl)
                        where a.attrelid = c.oid and grantee = role.oid) each_right), '')
              from pg_class c join schema on schema.oid = c.relnamespace, role
             where relkind in ('r', 'p', 'v', 'm', 'f', 'S')""";

    private final Connection session;
    private final String role;

    /**
     * @param session of the owner, with no transaction open
     * @param role the program's
     */
    ProgramGrants(Connection session, String role) {
        this.session = session;
        this.role = role;
    }

    /** Makes what the role has equal to what it shall have. */
    void bring(List<SchemaMigration> schemas) throws SQLException {
        List<SchemaMigration> all = new ArrayList<>(schemas);
        all.add(ENGINES);
        List<String> changes = changes(all);
        if (changes.isEmpty()) {
            return;
        }
        try (Statement statement = session.createStatement()) {
            // One string is one transaction.
            statement.execute(String.join(";\n", changes));
        }
        LOG.info("Rights of the database role {} brought up to date: {} statements", role, changes.size());
    }

    private List<String> changes(List<SchemaMigration> schemas) throws SQLException {
        Map<String, SchemaMigration> byName = new HashMap<>();
        schemas.forEach(schema -> byName.put(schema.schema(), schema));
        String grantee = '"' + role.replace("\"", "\"\"") + '"';
        List<String> changes = new ArrayList<>();
        try (PreparedStatement read = session.prepareStatement(READ)) {
            read.setString(1, role);
            read.setArray(2, session.createArrayOf("text", byName.keySet().toArray()));
            try (ResultSet row = read.executeQuery()) {
                boolean any = false;
                while (row.next()) {
                    any = true;
                    SchemaMigration schema = Objects.requireNonNull(byName.get(row.getString("schema")));
                    String kind = row.getString("kind");
                    String has = row.getString("has");
                    String shall = shall(kind, schema, row.getString("own"));
                    String object = (kind.equals("partition") ? "table" : kind) + " " + row.getString("name");
                    if (!has.isEmpty() && !has.equals(shall)) {
                        changes.add("revoke all on " + object + " from " + grantee);
                    }
                    if (!shall.isEmpty() && !has.equals(shall)) {
                        changes.add("grant " + shall + " on " + object + " to " + grantee);
                    }
                }
                if (!any) {
                    throw Failure.unavailable(
                            "postgres.no-role",
                            "The database has no role " + role
                                    + ", as whom the program would work. Create it, then start again.",
                            null);
                }
            }
        }
        return changes;
    }

    private static String shall(String kind, SchemaMigration schema, String own) {
        return switch (kind) {
            case "schema" -> "usage";
            // Columns that number themselves need no right on their sequence, and rows reach a partition by its table.
            case "sequence", "partition" -> "";
            default ->
                own.equals("schema_history")
                        ? ""
                        : Arrays.stream(schema.rights().getOrDefault(own, ROWS).split(", "))
                                .sorted()
                                .collect(Collectors.joining(", "));
        };
    }
}
