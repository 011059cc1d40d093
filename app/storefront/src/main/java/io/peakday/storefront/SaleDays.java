package io.peakday.storefront;

import io.peakday.catalog.Catalog;
import io.peakday.sale.Sales;
import io.peakday.storefront.layout.PageLayouts;
import io.peakday.storefront.sale.CurrentSales;
import io.peakday.storefront.sale.SaleController;
import io.peakday.storefront.sale.SaleFilter;
import io.peakday.storefront.sale.SalePages;
import io.peakday.storefront.sale.SaleTimes;
import io.peakday.ui.Html;
import io.peakday.ui.Templates;
import io.peakday.waiting.WaitingRooms;
import java.time.InstantSource;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the pages of sale days. */
@Configuration(proxyBeanMethods = false)
class SaleDays {
    @Bean
    SaleTimes storefrontSaleTimes(StorefrontSettings settings) {
        return new SaleTimes(settings.zone());
    }

    @Bean
    CurrentSales storefrontCurrentSales(Sales sales, SaleTimes times, InstantSource clock) {
        return new CurrentSales(sales, times, clock);
    }

    @Bean
    SalePages storefrontSalePages(Catalog catalog, PageLayouts layouts, SaleTimes times) {
        return new SalePages(catalog, layouts, times);
    }

    @Bean
    FilterRegistrationBean<SaleFilter> storefrontSales(
            Sales sales, CurrentSales current, SalePages pages, Templates storefrontTemplates, InstantSource clock) {
        FilterRegistrationBean<SaleFilter> bean =
                new FilterRegistrationBean<>(new SaleFilter(sales, current, pages, storefrontTemplates, clock));
        bean.addUrlPatterns("/sales", "/sales/*");
        bean.setOrder(StorefrontModule.FILTER_ORDER);
        return bean;
    }

    @Bean
    SaleController storefrontSale(
            Sales sales, WaitingRooms rooms, SalePages pages, InstantSource clock, Html storefrontHtml) {
        return new SaleController(sales, rooms, pages, clock, storefrontHtml);
    }
}
