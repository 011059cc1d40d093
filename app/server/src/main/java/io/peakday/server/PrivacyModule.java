package io.peakday.server;

import io.peakday.customers.ErasureJournal;
import io.peakday.customers.Erasures;
import io.peakday.engines.ModuleDescriptor;
import io.peakday.engines.PeriodicTask;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Keeps the journal of erasures in the data folder, outside the database, and repeats what a restored database has
 * forgotten before the node opens: after everything is wired, before anything listens.
 */
@Configuration(proxyBeanMethods = false)
public class PrivacyModule implements ModuleDescriptor {
    private static final Logger LOG = LoggerFactory.getLogger(PrivacyModule.class);

    @Override
    public String name() {
        return "privacy";
    }

    @Override
    public List<String> folderEntries() {
        return List.of("privacy");
    }

    @Override
    public boolean needsAll() {
        return true;
    }

    @Override
    public boolean offline() {
        return true;
    }

    /** The store's, also where a command runs beside a node. */
    @Bean
    ErasureJournal erasureJournal(StoreFolder store) {
        return new ErasureJournal(store.path().resolve("privacy").resolve("erasures.log"));
    }

    @Bean
    SmartInitializingSingleton repeatErasures(Erasures erasures, ErasureJournal journal) {
        return () -> {
            int repeated = erasures.reapply(journal);
            if (repeated > 0) {
                LOG.warn(
                        "The database did not know of {} erasures that the journal in the data folder knows: it was restored"
                                + " to an earlier state. They were repeated.",
                        repeated);
            }
            erasures.keep(journal);
        };
    }

    /** What other nodes erased. */
    @Bean
    PeriodicTask copyErasures(Erasures erasures, ErasureJournal journal) {
        return new PeriodicTask("privacy.journal", Duration.ofMinutes(1), () -> erasures.copyTo(journal));
    }
}
