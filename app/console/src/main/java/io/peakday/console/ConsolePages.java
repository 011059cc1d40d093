package io.peakday.console;

import io.peakday.catalog.Catalog;
import io.peakday.console.access.AccountController;
import io.peakday.console.access.KeysController;
import io.peakday.console.access.RecoveryController;
import io.peakday.console.access.SecondStepController;
import io.peakday.console.access.SecurityController;
import io.peakday.console.audit.AuditController;
import io.peakday.console.customers.CustomersController;
import io.peakday.console.desk.ConsoleContext;
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

/** Wires the pages about what each module holds. */
@Configuration(proxyBeanMethods = false)
class ConsolePages {
    @Bean
    OrdersController consoleOrders(Orders orders, ConsoleContext context, Html consoleHtml) {
        return new OrdersController(orders, context, consoleHtml);
    }

    @Bean
    OrderController consoleOrder(Orders orders, Payments payments, ConsoleContext context, Html consoleHtml) {
        return new OrderController(orders, payments, context, consoleHtml);
    }

    @Bean
    ProductsController consoleProducts(Catalog catalog, Inventory inventory, ConsoleContext context, Html consoleHtml) {
        return new ProductsController(catalog, inventory, context, consoleHtml);
    }

    @Bean
    ProductController consoleProduct(Catalog catalog, Inventory inventory, ConsoleContext context, Html consoleHtml) {
        return new ProductController(catalog, inventory, context, consoleHtml);
    }

    @Bean
    SalesController consoleSales(
            Sales sales,
            Catalog catalog,
            Inventory inventory,
            InstantSource clock,
            ConsoleSettings settings,
            ConsoleContext context,
            Html consoleHtml) {
        return new SalesController(
                new SalesController.Sources(sales, catalog, inventory, clock),
                Currency.getInstance(settings.currency()),
                context,
                consoleHtml);
    }

    @Bean
    SaleController consoleSale(
            Sales sales, Catalog catalog, InstantSource clock, ConsoleContext context, Html consoleHtml) {
        return new SaleController(sales, catalog, clock, context, consoleHtml);
    }

    @Bean
    StockController consoleStock(Catalog catalog, Inventory inventory, ConsoleContext context, Html consoleHtml) {
        return new StockController(inventory, catalog, context, consoleHtml);
    }

    @Bean
    VariantController consoleVariant(Catalog catalog, Inventory inventory, ConsoleContext context, Html consoleHtml) {
        return new VariantController(inventory, catalog, context, consoleHtml);
    }

    @Bean
    PrivacyController consolePrivacy(
            Customers customers,
            StaffPrivacy privacy,
            Erasures erasures,
            Orders orders,
            ConsoleContext context,
            Html consoleHtml) {
        return new PrivacyController(customers, privacy, erasures, orders, context, consoleHtml);
    }

    @Bean
    CustomersController consoleCustomers(
            Customers customers, Sessions sessions, Orders orders, ConsoleContext context, Html consoleHtml) {
        return new CustomersController(customers, sessions, orders, context, consoleHtml);
    }

    @Bean
    ReviewsController consoleReviews(Reviews reviews, Catalog catalog, ConsoleContext context, Html consoleHtml) {
        return new ReviewsController(reviews, catalog, context, consoleHtml);
    }

    @Bean
    MailboxController consoleMailbox(
            Mailbox mailbox, IdentitySettings identity, ConsoleContext context, Html consoleHtml) {
        return new MailboxController(mailbox, identity.publicUrl(), context, consoleHtml);
    }

    @Bean
    DeadLettersController consoleDeadLetters(
            DeadLetters letters,
            Replays replays,
            EventRuntime events,
            InstantSource clock,
            JsonMapper json,
            ConsoleContext context,
            Html consoleHtml) {
        return new DeadLettersController(letters, replays, events, clock, json, context, consoleHtml);
    }

    @Bean
    AuditController consoleAudit(Audit audit, StaffMembers staff, ConsoleContext context, Html consoleHtml) {
        return new AuditController(audit, staff, context, consoleHtml);
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
    SecurityController consoleSecurity(
            SecondFactors factors, IdentitySettings identity, ConsoleContext context, Html consoleHtml) {
        return new SecurityController(factors, identity.publicUrl(), context, consoleHtml);
    }

    @Bean
    KeysController consoleKeys(KeyRotation keys, ConsoleContext context, Html consoleHtml) {
        return new KeysController(keys, context, consoleHtml);
    }

    @Bean
    AccountController consoleAccount(
            StaffMembers staff, SecondFactors factors, Sessions sessions, ConsoleContext context, Html consoleHtml) {
        return new AccountController(staff, factors, sessions, context, consoleHtml);
    }

    @Bean
    StaffController consoleStaff(StaffMembers staff, ApiKeys keys, ConsoleContext context, Html consoleHtml) {
        return new StaffController(staff, keys, context, consoleHtml);
    }
}
