package io.peakday.search;

import io.peakday.catalog.Catalog;
import io.peakday.catalog.CatalogModule;
import io.peakday.engines.Database;
import io.peakday.engines.HealthCheck;
import io.peakday.engines.ModuleDescriptor;
import io.peakday.engines.PeriodicTask;
import io.peakday.engines.SchemaMigration;
import io.peakday.events.EventRuntime;
import io.peakday.events.Subscription;
import io.peakday.inventory.Inventory;
import io.peakday.inventory.InventoryModule;
import io.peakday.reviews.Reviews;
import io.peakday.reviews.ReviewsModule;
import io.peakday.search.console.SearchConsole;
import io.peakday.search.follow.CatalogDocuments;
import io.peakday.search.follow.CategoryTrees;
import io.peakday.search.follow.Sales;
import io.peakday.web.HotServlet;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.json.JsonMapper;

/** Wires search. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SearchSettings.class)
@Import(SearchConsole.class)
public class SearchModule implements ModuleDescriptor {
    public static final SchemaMigration SCHEMA = new SchemaMigration("search", "db/search");

    @Override
    public String name() {
        return "search";
    }

    @Override
    public List<String> folderEntries() {
        return List.of("search");
    }

    @Override
    public List<Class<? extends ModuleDescriptor>> needs() {
        return List.of(CatalogModule.class, InventoryModule.class, ReviewsModule.class);
    }

    @Override
    public List<SchemaMigration> schemas() {
        return List.of(SCHEMA);
    }

    @Bean(destroyMethod = "close")
    Search search(
            SearchSettings settings,
            Database database,
            Catalog catalog,
            Inventory inventory,
            Reviews reviews,
            InstantSource clock) {
        var source = new CatalogDocuments(catalog, inventory, reviews, new Sales(database, clock), clock);
        return new Search(settings, database, source, CategoryTrees.of(catalog), clock);
    }

    /** The event runtime is asked for late: it is made of subscriptions itself. */
    @Bean
    Subscription searchSubscription(Search search, ObjectProvider<EventRuntime> runtime) {
        return search.subscription(topics -> runtime.getObject().latest(topics));
    }

    /** Best sellers by what is really paid. */
    @Bean
    Subscription bestSellers(Search search) {
        return search.salesSubscription();
    }

    @Bean
    PeriodicTask searchRefresh(Search search, SearchSettings settings) {
        return new PeriodicTask("search.refresh", settings.refresh(), search::refresh);
    }

    @Bean
    PeriodicTask searchCommit(Search search, SearchSettings settings) {
        return new PeriodicTask("search.commit", settings.commit(), search::commit);
    }

    @Bean
    PeriodicTask searchTidy(Search search) {
        return new PeriodicTask("search.tidy", Duration.ofSeconds(1), search::tidy);
    }

    @Bean
    PeriodicTask searchLearn(Search search) {
        return new PeriodicTask("search.learn", Duration.ofSeconds(30), search::learn);
    }

    /** Pages cannot do without something to find. */
    @Bean
    @ConditionalOnWebApplication
    HealthCheck searchHealth(Search search) {
        return HealthCheck.required("search index", () -> search.status().unusable());
    }

    /** What is found may be older than it should be. */
    @Bean
    HealthCheck searchFreshness(Search search) {
        return HealthCheck.degrading(
                "search index up to date", () -> search.status().problem());
    }

    @Bean
    SearchApi searchApi(Search search, Catalog catalog) {
        return new SearchApi(search, catalog);
    }

    @Bean
    ServletRegistrationBean<HotServlet> suggestRoute(Search search, JsonMapper json) {
        return new SuggestServlet(search, json).at("suggest", "/api/v1/suggest");
    }
}
