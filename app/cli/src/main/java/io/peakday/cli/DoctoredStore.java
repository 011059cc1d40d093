package io.peakday.cli;

import io.peakday.commandkit.DoctorCheck;
import io.peakday.engines.StartListener;
import io.peakday.server.RunningNode;
import io.peakday.server.Store;
import io.peakday.server.StoreOptions;
import io.peakday.server.settings.Settings;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The store that 'doctor' looks at; opened when a check first asks for something of it. */
final class DoctoredStore implements DoctorCheck.Subject, AutoCloseable {
    private final Settings settings;
    private final StoreOptions options;
    private final Optional<RunningNode> node;
    private @Nullable Store opened;

    DoctoredStore(Settings settings, StoreOptions options, Optional<RunningNode> node) {
        this.settings = settings;
        this.options = options;
        this.node = node;
    }

    @Override
    public <T> T settings(Class<T> type) {
        return settings.bind(type);
    }

    @Override
    public <T> T bean(Class<T> type) {
        Store store = opened;
        if (store == null) {
            store = Store.offline(options, StartListener.silent());
            opened = store;
        }
        return store.bean(type);
    }

    @Override
    public String noted(String fact) {
        return fact.equals("payments") ? node.map(RunningNode::payments).orElse("") : "";
    }

    @Override
    public void close() {
        if (opened != null) {
            opened.close();
        }
    }
}
