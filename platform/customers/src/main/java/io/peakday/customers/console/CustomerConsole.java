package io.peakday.customers.console;

import io.peakday.consolekit.ConsoleConfiguration;
import io.peakday.consolekit.ConsoleContext;
import io.peakday.consolekit.ConsoleSlots;
import io.peakday.consolekit.CustomerSection;
import io.peakday.consolekit.MenuEntry;
import io.peakday.consolekit.MenuGroup;
import io.peakday.customers.Customers;
import io.peakday.customers.CustomersPermissions;
import io.peakday.customers.StaffPrivacy;
import io.peakday.identity.Sessions;
import io.peakday.ui.Html;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;

/** The pages about customers, and what is done for their privacy. */
@ConsoleConfiguration
public class CustomerConsole {
    private final Html html = Html.of(CustomerConsole.class);

    @Bean
    MenuEntry customerMenu() {
        return new MenuEntry(
                        MenuGroup.SELL.at(30),
                        "customers",
                        "Customers",
                        "/console/customers",
                        "users",
                        CustomersPermissions.CUSTOMERS_READ)
                .on("c");
    }

    @Bean
    CustomersController consoleCustomers(
            Customers customers,
            Sessions sessions,
            ObjectProvider<CustomerSection> sections,
            ConsoleSlots slots,
            ConsoleContext context) {
        return new CustomersController(
                customers, sessions, sections.orderedStream().toList(), slots, context, html);
    }

    @Bean
    PrivacyController consolePrivacy(Customers customers, StaffPrivacy privacy, ConsoleContext context) {
        return new PrivacyController(customers, privacy, context, html);
    }
}
