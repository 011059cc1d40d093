package io.peakday.cli.architecture;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a migration does to things that a program which does not know it may use: takes them away, or asks more of what is written. It
 * reads SQL by its words, so it also finds what a function would do later; whoever means that says for which programs it is right.
 *
 * <p>It does not see what only people can: a constraint that was replaced by a narrower one, or a new value in an old column.
 */
final class BreakingStatements {
    private static final Pattern SAYS_FOR_WHOM = Pattern.compile("(?m)^-- peakday: not-before [0-9.]+\\h*$");
    private static final Pattern COMMENT = Pattern.compile("--[^\\n]*|(?s:/\\*.*?\\*/)");

    private static final String KINDS =
            "(table|materialized view|view|schema|sequence|type|domain|function|procedure|routine)";
    private static final Pattern CREATED =
            Pattern.compile("\\bcreate (?:unlogged )?table (?:if not exists )?([\\w.\"]+)");
    private static final Pattern DROP = Pattern.compile("\\bdrop " + KINDS + " ");
    private static final Pattern ALTER_TABLE =
            Pattern.compile("\\balter (?:foreign )?table (?:if exists )?(?:only )?([\\w.\"%]+) (.*)");
    private static final Pattern ALTER_OTHER = Pattern.compile(
            "\\balter " + KINDS + " (?:if exists )?\\S+ .*?\\b(rename|set schema|drop attribute|alter attribute)\\b");
    private static final Pattern UNIQUE = Pattern.compile("\\bcreate unique index .*?\\bon (?:only )?([\\w.\"%]+)");
    private static final Pattern DROPPED_CONSTRAINT = Pattern.compile("\\bdrop constraint (?:if exists )?([\\w\"]+)");
    private static final Pattern ADDED_CONSTRAINT = Pattern.compile(
            "add (?:constraint ([\\w\"]+) .*|(?:check|unique|exclude)\\b.*|(?:primary|foreign) key\\b.*)");
    private static final Pattern ALTER_COLUMN = Pattern.compile("alter (?:column )?([\\w\"]+) (.*)");
    private static final Pattern TYPE = Pattern.compile("(?:set data )?type .*");

    private BreakingStatements() {}

    /** In words, such as {@code drop column}; nothing if the migration says which programs may use what it leaves. */
    static SortedSet<String> in(String migration) {
        SortedSet<String> found = new TreeSet<>();
        if (SAYS_FOR_WHOM.matcher(migration).find()) {
            return found;
        }
        String sql = COMMENT.matcher(migration)
                .replaceAll(" ")
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\s+", " ");
        // Nobody uses yet what this migration itself has made, up to here: what it renames first was there before.
        Set<String> created = new HashSet<>();
        for (String statement : sql.split(";", -1)) {
            created.addAll(names(CREATED, statement));
            Matcher drop = DROP.matcher(statement);
            while (drop.find()) {
                found.add("drop " + drop.group(1));
            }
            Matcher other = ALTER_OTHER.matcher(statement);
            if (other.find() && !other.group(1).equals("table")) {
                found.add(other.group(2) + " of a " + other.group(1));
            }
            Matcher unique = UNIQUE.matcher(statement);
            if (unique.find() && !created.contains(unique.group(1))) {
                found.add("unique index");
            }
            Matcher table = ALTER_TABLE.matcher(statement);
            if (table.find() && !created.contains(table.group(1))) {
                actions(table.group(2)).forEach(action -> judge(action, sql, found));
            }
        }
        return found;
    }

    private static void judge(String action, String sql, SortedSet<String> found) {
        if (action.startsWith("rename ")) {
            found.add("rename");
        } else if (action.startsWith("set schema ")) {
            found.add("set schema");
        } else if (action.startsWith("drop ")) {
            if (!action.startsWith("drop constraint ")) {
                found.add("drop column");
            }
        } else if (action.startsWith("add ")) {
            Matcher constraint = ADDED_CONSTRAINT.matcher(action);
            if (!constraint.matches()) {
                if (action.matches(".*\\b(not null|primary key)\\b.*")
                        && !action.matches(".*\\b(default|generated)\\b.*")) {
                    found.add("not null without default");
                }
            } else if (constraint.group(1) == null
                    || !names(DROPPED_CONSTRAINT, sql).contains(constraint.group(1))) {
                found.add("constraint");
            }
        } else if (action.startsWith("alter ")) {
            Matcher column = ALTER_COLUMN.matcher(action);
            if (column.matches()) {
                judgeColumn(column.group(1), column.group(2), sql, found);
            }
        }
    }

    private static void judgeColumn(String column, String change, String sql, SortedSet<String> found) {
        if (TYPE.matcher(change).matches()) {
            found.add("type of a column");
        } else if (change.equals("set not null") && !hasDefault(column, sql)) {
            found.add("not null without default");
        } else if (change.startsWith("drop default") || change.startsWith("drop identity")) {
            found.add("drop default");
        }
    }

    /** Whether this migration gives the column one. */
    private static boolean hasDefault(String column, String sql) {
        String name = Pattern.quote(column);
        return Pattern.compile("\\balter (column )?" + name + " set default |\\badd (column )?(if not exists )?" + name
                        + " [^,;]*\\b(default|generated)\\b")
                .matcher(sql)
                .find();
    }

    /** What stands between the commas, but for those inside brackets. */
    private static List<String> actions(String actions) {
        List<String> found = new ArrayList<>();
        int depth = 0;
        int begin = 0;
        for (int i = 0; i < actions.length(); i++) {
            char c = actions.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && depth == 0) {
                found.add(actions.substring(begin, i).strip());
                begin = i + 1;
            }
        }
        found.add(actions.substring(begin).strip());
        return found;
    }

    private static Set<String> names(Pattern pattern, String sql) {
        return pattern.matcher(sql).results().map(match -> match.group(1)).collect(Collectors.toSet());
    }
}
