package io.peakday.sale.storefront;

import io.micrometer.core.instrument.MeterRegistry;
import io.peakday.catalog.Catalog;
import io.peakday.sale.FlashSales;
import io.peakday.sale.SaleModule;
import io.peakday.storefrontkit.HomeShelf;
import io.peakday.storefrontkit.MenuLink;
import io.peakday.storefrontkit.ProductSlot;
import io.peakday.storefrontkit.ShopZone;
import io.peakday.storefrontkit.StorefrontConfiguration;
import io.peakday.storefrontkit.StorefrontContext;
import io.peakday.ui.Html;
import io.peakday.ui.Templates;
import io.peakday.waiting.WaitingRooms;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;

/** What the shop shows of sales: their pages, and what leads to them. */
@StorefrontConfiguration
public class SaleStorefront {
    private final Templates templates = Templates.of(SaleModule.TEMPLATES, SaleModule.class.getClassLoader());
    private final Html html = new Html(templates);

    @Bean
    SaleTimes storefrontSaleTimes(ShopZone zone) {
        return new SaleTimes(zone.zone());
    }

    @Bean
    CurrentSales storefrontCurrentSales(FlashSales sales, SaleTimes times, InstantSource clock) {
        return new CurrentSales(sales::current, times, clock);
    }

    @Bean
    MenuLink saleMenuLink(CurrentSales current) {
        return new SalesLink(current);
    }

    @Bean
    HomeShelf currentSalesStrip(CurrentSales current) {
        return new SaleStrip(current, html);
    }

    @Bean
    ProductSlot saleOfProduct(CurrentSales current) {
        return new SaleHint(current, html);
    }

    @Bean
    SalePages storefrontSalePages(Catalog catalog, StorefrontContext context, SaleTimes times) {
        return new SalePages(catalog, context, times);
    }

    @Bean
    SalePageController storefrontSales(
            FlashSales sales, CurrentSales current, SalePages pages, InstantSource clock, MeterRegistry meters) {
        return new SalePageController(sales, current, pages, templates, clock).measured(meters);
    }

    @Bean
    SaleController storefrontSale(FlashSales sales, WaitingRooms rooms, SalePages pages, InstantSource clock) {
        return new SaleController(sales, rooms, pages, clock, html);
    }
}
