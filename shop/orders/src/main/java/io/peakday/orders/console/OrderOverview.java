package io.peakday.orders.console;

import io.peakday.consolekit.ConsoleSettings;
import io.peakday.consolekit.OverviewSection;
import io.peakday.consolekit.OverviewSection.Column;
import io.peakday.consolekit.OverviewSummary;
import io.peakday.orders.Orders;
import io.peakday.ui.Html;
import java.time.InstantSource;
import java.util.Currency;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** The figures of orders on the overview. */
@Configuration(proxyBeanMethods = false)
class OrderOverview {
    @Bean
    OrderFigures orderFigures(Orders orders, InstantSource clock, ConsoleSettings settings) {
        Trade trade = new Trade(orders, clock, Currency.getInstance(settings.currency()), settings.figures());
        return new OrderFigures(orders, trade, settings.days(), Html.of(OrderOverview.class));
    }

    @Bean
    @Order(30)
    OverviewSummary orderSummary(OrderFigures figures) {
        return OverviewSummary.of("orders", "Orders", figures::summary);
    }

    @Bean
    @Order(10)
    OverviewSection orderStates(OrderFigures figures) {
        return OverviewSection.of("order-states", "Orders by state", Column.NARROW, figures::states);
    }
}
