package io.peakday.payments;

import io.peakday.engines.Database;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What each provider signs its webhooks with: made by the first node that needs it, the same on all, kept in the database
 * and never printed.
 */
public final class WebhookSecrets {
    private static final int BYTES = 32;

    private final Database database;
    private final Map<String, byte[]> known = new ConcurrentHashMap<>();

    public WebhookSecrets(Database database) {
        this.database = database;
    }

    public byte[] of(String provider) {
        return known.computeIfAbsent(provider, this::load).clone();
    }

    private byte[] load(String provider) {
        byte[] fresh = new byte[BYTES];
        new SecureRandom().nextBytes(fresh);
        database.sql()
                .sql("insert into payments.webhook_secret (provider, secret) values (?, ?) on conflict do nothing")
                .params(provider, fresh)
                .update();
        return database.sql()
                .sql("select secret from payments.webhook_secret where provider = ?")
                .param(provider)
                .query(byte[].class)
                .single();
    }
}
