package io.peakday.notify;

import io.peakday.engines.Database;
import io.peakday.engines.SchemaMigration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the mails. */
@Configuration(proxyBeanMethods = false)
public class NotifyModule {
    public static final SchemaMigration SCHEMA = new SchemaMigration("notify", "db/notify");

    @Bean
    SchemaMigration notifySchema() {
        return SCHEMA;
    }

    @Bean
    Mailbox mailbox(Database database) {
        return new Mailbox(database);
    }
}
