package io.peakday.testkit;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Refuses a second connection to a thread that is at work on one: as many requests as the pool has connections, each waiting for its
 * second, wait for each other. Work of the background that keeps a session of its own (a relay, a lane of grouped commits) asks the
 * data source itself, and is not meant: there are never more of it than connections.
 */
final class OneConnectionAThread extends DelegatingDataSource {
    private final ThreadLocal<Integer> held = ThreadLocal.withInitial(() -> 0);

    OneConnectionAThread(DataSource pool) {
        super(pool);
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (!StackWalker.getInstance()
                .walk(frames -> frames.limit(8)
                        .anyMatch(frame -> frame.getClassName().equals(DataSourceUtils.class.getName())))) {
            return super.getConnection();
        }
        if (held.get() > 0) {
            throw new AssertionError("this thread is at work on a connection and asks for another");
        }
        Connection connection = super.getConnection();
        held.set(held.get() + 1);
        return releasing(connection, Thread.currentThread());
    }

    private Connection releasing(Connection connection, Thread holder) {
        AtomicBoolean released = new AtomicBoolean();
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close")
                            && holder.equals(Thread.currentThread())
                            && !released.getAndSet(true)) {
                        held.set(held.get() - 1);
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
