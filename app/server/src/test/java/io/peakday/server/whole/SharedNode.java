package io.peakday.server.whole;

import io.peakday.engines.Database;
import io.peakday.server.NodeLife;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;

/**
 * One node for all test classes of this JVM that leave its engines alone, started when the first of them needs it and
 * stopped after the last: {@code @RegisterExtension static final SharedNode node = new SharedNode();}.
 */
public final class SharedNode implements BeforeAllCallback {
    private static volatile TestStore running;

    @Override
    public void beforeAll(ExtensionContext context) {
        running = context.getStore(StoreScope.LAUNCHER_SESSION, Namespace.create(SharedNode.class))
                .computeIfAbsent(SharedNode.class, key -> TestStore.start("shared"), TestStore.class);
    }

    public NodeLife node() {
        return running.node();
    }

    public String url() {
        return node().url();
    }

    public <T> T bean(Class<T> type) {
        return node().store().bean(type);
    }

    /** The database as the tables' owner sees it. */
    public Database ownerDatabase() {
        return running.owner();
    }

    /** The database as its superuser sees it. */
    public Database superuser() {
        return running.superuser();
    }

    /** Somebody new, who talks to this node's API. */
    public Caller caller() {
        return new Caller(url());
    }

    /** The demo store's owner, signed in. */
    public Staff owner() {
        return Staff.owner(url());
    }

    public Goods goods() {
        return running.goods();
    }
}
