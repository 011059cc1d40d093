package io.peakday.payments;

import io.peakday.commandkit.CommandLineModule;
import io.peakday.commandkit.DoctorCheck;
import io.peakday.engines.Database;
import io.peakday.engines.PeriodicTask;
import io.peakday.engines.SchemaMigration;
import io.peakday.events.Outbox;
import io.peakday.idempotency.WithoutIdempotencyKey;
import io.peakday.identity.DeclaredPermission;
import io.peakday.identity.PermissionModule;
import io.peakday.payments.command.PaymentsCheck;
import io.peakday.payments.console.PaymentConsole;
import io.peakday.payments.sandbox.SandboxChallengePage;
import io.peakday.payments.sandbox.SandboxProvider;
import io.peakday.payments.sandbox.SandboxWebhooks;
import io.peakday.payments.sandbox.ShopAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Wires the payments and their one provider, the sandbox, which runs where {@link PaymentSetup} says so. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PaymentsSettings.class)
@Import(PaymentConsole.class)
public class PaymentsModule implements CommandLineModule, PermissionModule {
    public static final SchemaMigration SCHEMA =
            new SchemaMigration("payments", "db/payments").with("ledger", "insert, select, update(detail)");
    /** The sandbox's own records. */
    public static final SchemaMigration SANDBOX_SCHEMA = new SchemaMigration("sandbox", "db/sandbox");

    @Override
    public String name() {
        return "payments";
    }

    @Override
    public List<SchemaMigration> schemas() {
        return List.of(SCHEMA, SANDBOX_SCHEMA);
    }

    @Override
    public List<DeclaredPermission> permissions() {
        return PaymentsPermissions.DECLARED;
    }

    @Override
    public Map<String, String> keys() {
        return Map.of(
                CardTokens.KEY, "Card tokens of checkouts under way",
                WebhookSecrets.PREFIX, "Webhooks of the payment provider");
    }

    @Override
    public boolean offline() {
        return true;
    }

    @Override
    public List<DoctorCheck> doctorChecks() {
        return List.of(PaymentsCheck.CHECK);
    }

    @Bean
    WebhookSecrets webhookSecrets(Database database) {
        return new WebhookSecrets(database);
    }

    @Bean(destroyMethod = "close")
    SandboxProvider sandboxProvider(Database database, InstantSource clock, PaymentsSettings settings) {
        return new SandboxProvider(database, clock, settings.sandboxSettlesAfter());
    }

    @Bean
    ShopAddress sandboxShopAddress(PaymentsSettings settings) {
        return new ShopAddress(settings.sandboxWebhookBase());
    }

    @Bean(destroyMethod = "close")
    SandboxWebhooks sandboxWebhooks(
            Database database, InstantSource clock, WebhookSecrets secrets, ShopAddress shopAddress) {
        return new SandboxWebhooks(database, clock, () -> secrets.of(SandboxProvider.NAME), shopAddress::webhooks);
    }

    @Bean
    PaymentSetup paymentSetup(
            PaymentsSettings settings, SandboxProvider sandbox, ObjectProvider<DemoMark> demo, InstantSource clock) {
        return new PaymentSetup(settings.provider(), sandbox, demo.getIfAvailable(() -> () -> false), clock);
    }

    @Bean
    SandboxChallengePage sandboxChallengePage(SandboxProvider provider, PaymentSetup setup) {
        return new SandboxChallengePage(provider, setup::sandboxRuns);
    }

    @Bean(destroyMethod = "close")
    Payments payments(
            Database database,
            Outbox outbox,
            InstantSource clock,
            PaymentSetup setup,
            WebhookSecrets secrets,
            PaymentsSettings settings) {
        return new Payments(database, outbox, clock, setup, secrets, settings);
    }

    @Bean
    CardTokens cardTokens(Payments payments, Database database, InstantSource clock, PaymentsSettings settings) {
        return new CardTokens(payments, database, clock, settings);
    }

    @Bean
    PaymentsApi paymentsApi(Payments payments, CardTokens cards) {
        return new PaymentsApi(payments, cards);
    }

    /** A key is kept with a fingerprint of its body; a card number must not be kept even so. */
    @Bean
    WithoutIdempotencyKey tokensWithoutKey() {
        return new WithoutIdempotencyKey("/api/v1/payment-tokens");
    }

    @Bean
    WithoutIdempotencyKey webhooksWithoutKey() {
        return new WithoutIdempotencyKey("/api/v1/payments/webhooks/{provider}");
    }

    @Bean
    PeriodicTask reconcilePayments(Payments payments, PaymentsSettings settings) {
        return new PeriodicTask("payments.reconcile", settings.reconcileEvery(), payments::reconcile);
    }

    @Bean
    PeriodicTask prunePayments(
            Payments payments, CardTokens cards, SandboxWebhooks webhooks, PaymentsSettings settings) {
        return new PeriodicTask("payments.prune", Duration.ofHours(1), () -> {
            payments.prune();
            cards.prune();
            webhooks.prune(settings.webhookReceipts());
        });
    }

    @Bean
    PeriodicTask sandboxWork(SandboxWebhooks webhooks, PaymentSetup setup) {
        return new PeriodicTask("sandbox.webhooks", Duration.ofMillis(500), () -> {
            if (setup.sandboxRuns()) {
                webhooks.work();
            }
        });
    }
}
