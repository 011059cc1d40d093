package io.peakday.reviews;

import io.peakday.catalog.CatalogModule;
import io.peakday.contracts.OrderEvents;
import io.peakday.customers.CustomerEvents;
import io.peakday.customers.PersonalData;
import io.peakday.engines.Database;
import io.peakday.engines.ModuleDescriptor;
import io.peakday.engines.SchemaMigration;
import io.peakday.events.Outbox;
import io.peakday.events.Subscription;
import io.peakday.identity.DeclaredPermission;
import io.peakday.identity.PermissionModule;
import io.peakday.reviews.console.ReviewConsole;
import io.peakday.reviews.storefront.ReviewStorefront;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Wires the reviews. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ReviewsSettings.class)
@Import({ReviewConsole.class, ReviewStorefront.class})
public class ReviewsModule implements PermissionModule {
    public static final SchemaMigration SCHEMA = new SchemaMigration("reviews", "db/reviews");

    @Override
    public String name() {
        return "reviews";
    }

    @Override
    public List<Class<? extends ModuleDescriptor>> needs() {
        return List.of(CatalogModule.class);
    }

    @Override
    public List<SchemaMigration> schemas() {
        return List.of(SCHEMA);
    }

    @Override
    public List<DeclaredPermission> permissions() {
        return ReviewsPermissions.DECLARED;
    }

    @Override
    public boolean offline() {
        return true;
    }

    @Bean
    Reviews reviews(Database database, Outbox outbox, InstantSource clock, ReviewsSettings settings) {
        return new Reviews(database, outbox, clock, settings);
    }

    @Bean
    Subscription reviewsForgetCustomers(Reviews reviews) {
        return Subscription.durable("reviews.forget-customers")
                .unordered()
                .on(
                        CustomerEvents.DELETED,
                        received -> reviews.forget(received.payload().customerId()));
    }

    /** Who got something delivered may review it. Orders had this subscription once: what it has handled is noted under its name. */
    @Bean
    Subscription purchases(Reviews reviews) {
        return Subscription.durable("orders.purchases")
                .unordered()
                .maxWait(Duration.ofMillis(500))
                .on(OrderEvents.DELIVERED, received -> reviews.recordPurchases(Purchases.of(received.payload())));
    }

    /**
     * So may who got it delivered as a guest. A subscription of its own: a node of the version before, which shares the one above,
     * would pass over these events.
     */
    @Bean
    Subscription claimedPurchases(Reviews reviews) {
        return Subscription.durable("reviews.claimed-orders")
                .unordered()
                .impersonal()
                .maxWait(Duration.ofMillis(500))
                .on(OrderEvents.CLAIMED, received -> reviews.recordPurchases(Purchases.of(received.payload())));
    }

    @Bean
    PersonalData reviewData(Reviews reviews) {
        return new ReviewData(reviews);
    }

    @Bean
    ReviewsApi reviewsApi(Reviews reviews) {
        return new ReviewsApi(reviews);
    }

    @Bean
    ModerationApi reviewModerationApi(Reviews reviews) {
        return new ModerationApi(reviews);
    }
}
