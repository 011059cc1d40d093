package io.peakday.cli;

import io.peakday.audit.Audit;
import io.peakday.commandkit.OpenStore;
import io.peakday.identity.Actor.SystemActor;
import io.peakday.identity.CurrentActor;
import io.peakday.server.Store;
import java.util.Map;

/** A store as a module's command has it. */
record OfflineStore(Store store) implements OpenStore {
    private static final SystemActor COMMAND_LINE = new SystemActor("command-line");

    @Override
    public <T> T bean(Class<T> type) {
        return store.bean(type);
    }

    @Override
    public void audit(String action, String subject) {
        CurrentActor.runAs(COMMAND_LINE, () -> bean(Audit.class).append(action, subject, Map.of()));
    }

    @Override
    public void close() {
        store.close();
    }
}
