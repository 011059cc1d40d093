package io.peakday.console;

import io.peakday.catalog.Catalog;
import io.peakday.console.access.AccountController;
import io.peakday.console.access.KeysController;
import io.peakday.console.access.RecoveryController;
import io.peakday.console.access.SecondStepController;
import io.peakday.console.access.SecurityController;
import io.peakday.console.audit.AuditController;
import io.peakday.console.customers.CustomersController;
import io.peakday.console.desk.Desk;
import io.peakday.console.events.DeadLettersController;
import io.peakday.console.mail.MailboxController;
import io.peakday.console.orders.OrderController;
import io.peakday.console.orders.OrdersController;
import io.peakday.console.privacy.PrivacyController;
import io.peakday.console.products.ProductController;
import io.peakday.console.products.ProductsController;
import io.peakday.console.reviews.ReviewsController;
import io.peakday.console.sales.SaleController;
import io.peakday.console.sales.SalesController;
import io.peakday.console.staff.StaffController;
import io.peakday.console.stock.StockController;
import io.peakday.console.stock.VariantController;
import io.peakday.events.DeadLetters;
import io.peakday.events.EventRuntime;
import io.peakday.events.Replays;
import io.peakday.identity.ApiKeys;
import io.peakday.identity.Audit;
import io.peakday.identity.Customers;
import io.peakday.identity.Erasures;
import io.peakday.identity.IdentitySettings;
import io.peakday.identity.KeyRotation;
import io.peakday.identity.SecondFactors;
import io.peakday.identity.Sessions;
import io.peakday.identity.StaffMembers;
import io.peakday.identity.StaffPrivacy;
import io.peakday.identity.StaffSecondStep;
import io.peakday.inventory.Inventory;
import io.peakday.notify.Mailbox;
import io.peakday.orders.Orders;
import io.peakday.payments.Payments;
import io.peakday.reviews.Reviews;
import io.peakday.sale.Sales;
import io.peakday.ui.Html;
import java.time.InstantSource;
import java.util.Currency;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Wires the pages about what each room holds. */
@Configuration(proxyBeanMethods = false)
class ConsolePages {
    @Bean
    OrdersController consoleOrders(Orders orders, Desk desk, Html consoleHtml) {
        return new OrdersController(orders, desk, consoleHtml);
    }

    @Bean
    OrderController consoleOrder(Orders orders, Payments payments, Desk desk, Html consoleHtml) {
        return new OrderController(orders, payments, desk, consoleHtml);
    }

    @Bean
    ProductsController consoleProducts(Catalog catalog, Inventory inventory, Desk desk, Html consoleHtml) {
        return new ProductsController(catalog, inventory, desk, consoleHtml);
    }

    @Bean
    ProductController consoleProduct(Catalog catalog, Inventory inventory, Desk desk, Html consoleHtml) {
        return new ProductController(catalog, inventory, desk, consoleHtml);
    }

    @Bean
    SalesController consoleSales(
            Sales sales,
            Catalog catalog,
            Inventory inventory,
            InstantSource clock,
            ConsoleSettings settings,
            Desk desk,
            Html consoleHtml) {
        return new SalesController(
                new SalesController.Sources(sales, catalog, inventory, clock),
                Currency.getInstance(settings.currency()),
                desk,
                consoleHtml);
    }

    @Bean
    SaleController consoleSale(Sales sales, Catalog catalog, InstantSource clock, Desk desk, Html consoleHtml) {
        return new SaleController(sales, catalog, clock, desk, consoleHtml);
    }

    @Bean
    StockController consoleStock(Catalog catalog, Inventory inventory, Desk desk, Html consoleHtml) {
        return new StockController(inventory, catalog, desk, consoleHtml);
    }

    @Bean
    VariantController consoleVariant(Catalog catalog, Inventory inventory, Desk desk, Html consoleHtml) {
        return new VariantController(inventory, catalog, desk, consoleHtml);
    }

    @Bean
    PrivacyController consolePrivacy(
            Customers customers, StaffPrivacy privacy, Erasures erasures, Orders orders, Desk desk, Html consoleHtml) {
        return new PrivacyController(customers, privacy, erasures, orders, desk, consoleHtml);
    }

    @Bean
    CustomersController consoleCustomers(
            Customers customers, Sessions sessions, Orders orders, Desk desk, Html consoleHtml) {
        return new CustomersController(customers, sessions, orders, desk, consoleHtml);
    }

    @Bean
    ReviewsController consoleReviews(Reviews reviews, Catalog catalog, Desk desk, Html consoleHtml) {
        return new ReviewsController(reviews, catalog, desk, consoleHtml);
    }

    @Bean
    MailboxController consoleMailbox(Mailbox mailbox, IdentitySettings identity, Desk desk, Html consoleHtml) {
        return new MailboxController(mailbox, identity.publicUrl(), desk, consoleHtml);
    }

    @Bean
    DeadLettersController consoleDeadLetters(
            DeadLetters letters,
            Replays replays,
            EventRuntime events,
            InstantSource clock,
            JsonMapper json,
            Desk desk,
            Html consoleHtml) {
        return new DeadLettersController(letters, replays, events, clock, json, desk, consoleHtml);
    }

    @Bean
    AuditController consoleAudit(Audit audit, StaffMembers staff, Desk desk, Html consoleHtml) {
        return new AuditController(audit, staff, desk, consoleHtml);
    }

    @Bean
    RecoveryController consoleRecovery(StaffMembers staff, Html consoleHtml) {
        return new RecoveryController(staff, consoleHtml);
    }

    @Bean
    SecondStepController consoleSecondStep(StaffSecondStep step, IdentitySettings identity, Html consoleHtml) {
        return new SecondStepController(step, identity.publicUrl(), consoleHtml);
    }

    @Bean
    SecurityController consoleSecurity(SecondFactors factors, IdentitySettings identity, Desk desk, Html consoleHtml) {
        return new SecurityController(factors, identity.publicUrl(), desk, consoleHtml);
    }

    @Bean
    KeysController consoleKeys(KeyRotation keys, Desk desk, Html consoleHtml) {
        return new KeysController(keys, desk, consoleHtml);
    }

    @Bean
    AccountController consoleAccount(
            StaffMembers staff, SecondFactors factors, Sessions sessions, Desk desk, Html consoleHtml) {
        return new AccountController(staff, factors, sessions, desk, consoleHtml);
    }

    @Bean
    StaffController consoleStaff(StaffMembers staff, ApiKeys keys, Desk desk, Html consoleHtml) {
        return new StaffController(staff, keys, desk, consoleHtml);
    }
}
