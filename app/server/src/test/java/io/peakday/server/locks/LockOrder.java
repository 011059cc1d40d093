package io.peakday.server.locks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which tables transactions hold rows of when they wait for rows of another one, read off PostgreSQL's log of statements, whose lines
 * begin with {@code @} and the session.
 */
final class LockOrder {
    private static final Pattern RECORD =
            Pattern.compile("@(\\S+) LOG:  (?:execute [^:]*|statement): (.*)", Pattern.DOTALL);
    private static final String TABLE = "(?:only )?([a-z_]+\\.[a-z_0-9]+)";
    private static final Pattern WRITTEN = Pattern.compile("\\b(?:update|delete from) " + TABLE);
    private static final Pattern READ = Pattern.compile("\\b(?:from|join) " + TABLE);
    private static final Pattern LOCKING =
            Pattern.compile("\\bfor (?:no key )?update\\b(?! of \\S+ skip locked)(?! skip locked)");
    private static final Pattern LOCKING_OR_SKIPPING = Pattern.compile("\\bfor (?:no key )?update\\b");

    /** Among what a session holds: that it is in a transaction. What it has inserted nobody else knows of yet, so nobody waits for it. */
    private static final String OPEN = "";

    /** For each pair, a statement that waited for the second while the transaction held the first. */
    private final Map<String, Map<String, String>> waits = new TreeMap<>();

    private LockOrder() {}

    /** @param log with the prefix {@code '@%c '} */
    static LockOrder read(String log) {
        LockOrder order = new LockOrder();
        Map<String, Set<String>> held = new HashMap<>();
        for (String record : log.split("\n(?=@)")) {
            Matcher matcher = RECORD.matcher(record);
            if (matcher.matches()) {
                String sql = matcher.group(2)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("\\s+", " ")
                        .strip();
                order.statement(held.computeIfAbsent(matcher.group(1), session -> new LinkedHashSet<>()), sql);
            }
        }
        return order;
    }

    private void statement(Set<String> held, String sql) {
        if (sql.startsWith("begin") || sql.startsWith("start transaction")) {
            held.clear();
            held.add(OPEN);
            return;
        }
        if (sql.matches("(commit|rollback).*") && !sql.startsWith("rollback to")) {
            held.clear();
            return;
        }
        if (!held.contains(OPEN)) {
            return; // a transaction of its own holds nothing when it waits
        }
        Set<String> waited = new TreeSet<>(tables(WRITTEN, sql));
        if (LOCKING.matcher(sql).find()) {
            waited.addAll(locked(sql));
        }
        waited.removeAll(held);
        for (String table : waited) {
            for (String before : held) {
                if (!before.equals(OPEN)) {
                    waits.computeIfAbsent(before, one -> new TreeMap<>()).putIfAbsent(table, sql);
                }
            }
        }
        held.addAll(waited);
        if (LOCKING_OR_SKIPPING.matcher(sql).find()) {
            held.addAll(locked(sql));
        }
    }

    /** The tables of a locking select; of those that are joined, the one that it names. */
    private static Set<String> locked(String sql) {
        Matcher named = Pattern.compile("for (?:no key )?update of ([a-z_]+)").matcher(sql);
        if (named.find()) {
            Matcher alias = Pattern.compile(TABLE + " (?:as )?" + named.group(1) + "\\b")
                    .matcher(sql);
            if (alias.find()) {
                return Set.of(alias.group(1));
            }
        }
        return tables(READ, sql);
    }

    private static Set<String> tables(Pattern pattern, String sql) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = pattern.matcher(sql);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    /** Whether a transaction held a row of the first when it waited for one of the second. */
    boolean waits(String holding, String waiting) {
        return waits.getOrDefault(holding, Map.of()).containsKey(waiting);
    }

    @Override
    public String toString() {
        StringBuilder all = new StringBuilder();
        waits.forEach((holding, waiting) ->
                all.append(holding).append(" before ").append(waiting.keySet()).append('\n'));
        return all.toString();
    }

    /** What is against the ranks, each with the statement that waited. */
    List<String> againstRanks() {
        List<String> found = new ArrayList<>();
        waits.forEach((holding, waiting) -> waiting.forEach((table, sql) -> {
            var first = LockRank.of(holding);
            var second = LockRank.of(table);
            if (first.isPresent() && second.isPresent() && first.get().compareTo(second.get()) > 0) {
                found.add(holding + " was held by who waited for " + table + ": " + sql);
            }
        }));
        return found;
    }

    /** Tables that are waited for in a circle, whether they have ranks or not: for each a way back to itself. */
    List<String> circles() {
        List<String> found = new ArrayList<>();
        for (String table : waits.keySet()) {
            way(table, table, new HashSet<>(), table).ifPresent(found::add);
        }
        return found;
    }

    private java.util.Optional<String> way(String from, String to, Set<String> seen, String path) {
        for (String next : waits.getOrDefault(from, Map.of()).keySet()) {
            if (next.equals(to)) {
                return java.util.Optional.of(path + " -> " + next);
            }
            if (seen.add(next)) {
                var further = way(next, to, seen, path + " -> " + next);
                if (further.isPresent()) {
                    return further;
                }
            }
        }
        return java.util.Optional.empty();
    }
}
