package io.peakday.demo;

import io.peakday.access.StaffMembers;
import io.peakday.catalog.Catalog;
import io.peakday.catalog.Categories;
import io.peakday.catalog.Sellers;
import io.peakday.commandkit.CommandLineModule;
import io.peakday.customers.Customers;
import io.peakday.demo.command.DemoCommand;
import io.peakday.engines.BeforeOpening;
import io.peakday.engines.DataFolder;
import io.peakday.engines.Database;
import io.peakday.engines.SchemaMigration;
import io.peakday.inventory.Inventory;
import io.peakday.mail.OpenRecipients;
import io.peakday.orders.Orders;
import io.peakday.payments.DemoMark;
import io.peakday.reviews.Reviews;
import io.peakday.search.Search;
import io.peakday.web.HotServlet;
import java.time.InstantSource;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the demo store. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DemoSettings.class)
public class DemoModule implements CommandLineModule {
    public static final SchemaMigration SCHEMA =
            new SchemaMigration("demo", "db/demo").with("filling", "insert, select");

    @Override
    public String name() {
        return "demo";
    }

    @Override
    public boolean needsAll() {
        return true;
    }

    @Override
    public List<SchemaMigration> schemas() {
        return List.of(SCHEMA);
    }

    @Override
    public boolean offline() {
        return true;
    }

    @Override
    public List<Class<?>> commands() {
        return List.of(DemoCommand.class);
    }

    @Bean
    DemoStore demoStore(
            Catalog catalog,
            Categories categories,
            Sellers sellers,
            Inventory inventory,
            Customers customers,
            StaffMembers staff,
            Orders orders,
            Reviews reviews,
            InstantSource clock,
            DemoSettings settings,
            Database database) {
        return new DemoStore(
                catalog,
                categories,
                sellers,
                inventory,
                customers,
                staff,
                orders,
                reviews,
                clock,
                settings,
                new FillingMark(database, clock));
    }

    @Bean
    BeforeOpening firstFilling(DemoStore demo, ObjectProvider<Search> search, DataFolder folder) {
        return new FirstFilling(demo, search, folder);
    }

    /** Whoever looks at the demo may follow the links in mails to its customers: everybody knows their passwords anyway. */
    @Bean
    OpenRecipients demoMails(ObjectProvider<DemoStore> store, StaffMembers staff) {
        return recipient -> DemoLogins.isCustomer(recipient)
                && store.getObject().isDemo()
                && staff.list().stream().noneMatch(member -> member.email().equalsIgnoreCase(recipient.strip()));
    }

    /** The demo store takes test cards; a real one does not, unless a setting says so. */
    @Bean
    DemoMark demoMark(ObjectProvider<DemoStore> store) {
        // Asked late: the store is filled through the module that asks.
        return () -> store.getObject().isDemo();
    }

    @Bean
    ServletRegistrationBean<HotServlet> demoPictures(InstantSource clock) {
        return new PictureServlet(clock).at("demo-pictures", "/pictures/*");
    }
}
