package io.peakday.console.customers;

import io.peakday.console.privacy.PrivacyController;
import io.peakday.consolekit.ConsoleContext;
import io.peakday.consolekit.ConsoleSlots;
import io.peakday.consolekit.CustomerSection;
import io.peakday.consolekit.MenuEntry;
import io.peakday.consolekit.MenuGroup;
import io.peakday.customers.Customers;
import io.peakday.customers.Erasures;
import io.peakday.customers.StaffPrivacy;
import io.peakday.customers.CustomersPermissions;
import io.peakday.identity.Sessions;
import io.peakday.orders.Orders;
import io.peakday.ui.Html;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The pages about customers, and what is done for their privacy. */
@Configuration(proxyBeanMethods = false)
public class CustomerConsole {
    @Bean
    MenuEntry customerMenu() {
        return new MenuEntry(
                MenuGroup.SELL.at(30),
                "customers",
                "Customers",
                "/console/customers",
                "users",
                CustomersPermissions.CUSTOMERS_READ);
    }

    @Bean
    CustomersController consoleCustomers(
            Customers customers,
            Sessions sessions,
            ObjectProvider<CustomerSection> sections,
            ConsoleSlots slots,
            ConsoleContext context,
            Html consoleHtml) {
        return new CustomersController(
                customers, sessions, sections.orderedStream().toList(), slots, context, consoleHtml);
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
}
