package io.peakday.orders;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Binds many rows as one array a column, for {@code insert … select … from unnest(…)}: one statement for any number. */
final class Columns<T> {
    private final Connection tx;
    private final PreparedStatement statement;
    private final List<T> rows;
    private int index;

    Columns(Connection tx, PreparedStatement statement, List<T> rows) {
        this.tx = tx;
        this.statement = statement;
        this.rows = rows;
    }

    /** The next parameter. */
    void add(String type, Column<T> column) throws SQLException {
        @Nullable Object[] values = new @Nullable Object[rows.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = column.of(rows.get(i));
        }
        statement.setArray(++index, tx.createArrayOf(type, values));
    }

    /** One column's value of a row. */
    interface Column<T> {
        @Nullable
        Object of(T row);
    }
}
