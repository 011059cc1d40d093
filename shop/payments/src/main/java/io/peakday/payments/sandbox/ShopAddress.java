package io.peakday.payments.sandbox;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;

/** Where the sandbox posts its webhooks: the address it was given, or the port this process listens on once it does. */
public final class ShopAddress implements ApplicationListener<WebServerInitializedEvent> {
    private static final String PATH = "/api/v1/payments/webhooks/" + SandboxProvider.NAME;

    private volatile @Nullable URI webhooks;

    /** @param base such as {@code https://shop.example}, or null for this process */
    public ShopAddress(@Nullable URI base) {
        this.webhooks = base == null ? null : base.resolve(PATH);
    }

    /** Unknown until the server listens. */
    public Optional<URI> webhooks() {
        return Optional.ofNullable(webhooks);
    }

    @Override
    public void onApplicationEvent(WebServerInitializedEvent event) {
        boolean main = event.getApplicationContext().getServerNamespace() == null;
        if (main && webhooks == null) {
            boolean tls = event.getApplicationContext().getEnvironment().containsProperty("server.ssl.bundle");
            webhooks = URI.create((tls ? "https" : "http") + "://127.0.0.1:"
                    + event.getWebServer().getPort() + PATH);
        }
    }
}
