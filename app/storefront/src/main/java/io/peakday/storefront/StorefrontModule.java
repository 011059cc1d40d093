package io.peakday.storefront;

import io.micrometer.core.instrument.MeterRegistry;
import io.peakday.cart.CartLive;
import io.peakday.cart.Carts;
import io.peakday.catalog.Catalog;
import io.peakday.catalog.CatalogEvents;
import io.peakday.checkout.Checkout;
import io.peakday.checkout.CheckoutGate;
import io.peakday.customers.Customers;
import io.peakday.engines.ModuleDescriptor;
import io.peakday.events.Subscription;
import io.peakday.inventory.Inventory;
import io.peakday.inventory.InventoryEvents;
import io.peakday.notify.GuestRequests;
import io.peakday.orders.Orders;
import io.peakday.orders.OrdersSettings;
import io.peakday.payments.CardTokens;
import io.peakday.payments.Payments;
import io.peakday.problems.ErrorPages;
import io.peakday.search.Search;
import io.peakday.storefront.account.OrderViews;
import io.peakday.storefront.browse.BrowsePage;
import io.peakday.storefront.browse.BrowseServlet;
import io.peakday.storefront.cart.CartController;
import io.peakday.storefront.cart.CartPage;
import io.peakday.storefront.cart.ShopperCart;
import io.peakday.storefront.checkout.CheckoutController;
import io.peakday.storefront.checkout.CheckoutPage;
import io.peakday.storefront.checkout.Countries;
import io.peakday.storefront.help.DataController;
import io.peakday.storefront.help.HelpController;
import io.peakday.storefront.help.ShopErrors;
import io.peakday.storefront.home.HomePage;
import io.peakday.storefront.home.HomeServlet;
import io.peakday.storefront.layout.DeliveryPromise;
import io.peakday.storefront.layout.PageEvents;
import io.peakday.storefront.layout.PageLayouts;
import io.peakday.storefront.product.ContentVersions;
import io.peakday.storefront.product.ProductPage;
import io.peakday.storefront.product.ProductServlet;
import io.peakday.storefrontkit.Delivery;
import io.peakday.storefrontkit.HomeShelf;
import io.peakday.storefrontkit.HomeShelves;
import io.peakday.storefrontkit.Invalidation;
import io.peakday.storefrontkit.MenuLink;
import io.peakday.storefrontkit.ProductSlot;
import io.peakday.storefrontkit.ProductSlots;
import io.peakday.storefrontkit.ShopZone;
import io.peakday.storefrontkit.Storefront;
import io.peakday.ui.Html;
import io.peakday.ui.Slots;
import io.peakday.ui.Templates;
import io.peakday.web.Crawl;
import io.peakday.web.HotServlet;
import io.peakday.web.RouteRule;
import io.peakday.web.RouteRules;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Wires the shop a customer sees; {@link AccountPages} wires what lies behind signing in. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StorefrontSettings.class)
@Import(AccountPages.class)
public class StorefrontModule implements ModuleDescriptor, Storefront {
    /** Where the build put the templates. */
    static final String TEMPLATES = "io.peakday.storefront.templates";

    @Override
    public String name() {
        return "storefront";
    }

    @Override
    public boolean needsAll() {
        return true;
    }

    /** Of one of the addresses of the servlet that shows lists of products. */
    @Bean
    RouteRules storefrontRoutes() {
        return new RouteRules(List.of(new RouteRule("GET", "/search", null, List.of("search"), Crawl.BY_PATH)));
    }

    @Bean
    Templates storefrontTemplates() {
        return Templates.of(TEMPLATES, StorefrontModule.class.getClassLoader());
    }

    @Bean
    Html storefrontHtml(Templates storefrontTemplates) {
        return new Html(storefrontTemplates);
    }

    @Bean
    PageLayouts storefrontPageLayouts(Catalog catalog, ObjectProvider<MenuLink> links, Delivery delivery) {
        return new PageLayouts(catalog::categories, links.stream().toList(), delivery);
    }

    @Bean
    ShopZone storefrontZone(StorefrontSettings settings) {
        return new ShopZone(settings.zone());
    }

    @Bean
    Delivery storefrontDelivery(OrdersSettings orders, StorefrontSettings settings) {
        return DeliveryPromise.of(orders.shipping(), settings.country());
    }

    @Bean
    Countries storefrontCountries(OrdersSettings orders, StorefrontSettings settings) {
        return new Countries(orders.shipping(), settings.country());
    }

    @Bean
    ShopperCart storefrontShopperCart(Carts carts) {
        return new ShopperCart(carts);
    }

    @Bean
    OrderViews storefrontOrderViews(Orders orders) {
        return new OrderViews(orders);
    }

    @Bean
    ContentVersions storefrontContentVersions() {
        return new ContentVersions();
    }

    @Bean
    ProductSlots storefrontProductSlots(ObjectProvider<ProductSlot> filled, Slots slots) {
        return new ProductSlots(filled.stream().toList(), slots);
    }

    @Bean
    HomeShelves storefrontHomeShelves(ObjectProvider<HomeShelf> filled, Slots slots) {
        return new HomeShelves(filled.stream().toList(), slots);
    }

    /** What changes a page that is kept ready; products themselves are kept by their version. */
    @Bean
    Subscription storefrontPages(ContentVersions versions, ProductSlots slots, HomeShelves shelves) {
        PageEvents events = new PageEvents();
        List<Invalidation<?>> ofProducts = new ArrayList<>(List.of(
                new Invalidation<>(CatalogEvents.PRODUCT_CHANGED, changed -> changed.productId()),
                Invalidation.ofAll(CatalogEvents.CATEGORIES_CHANGED),
                Invalidation.ofAll(CatalogEvents.SELLER_CHANGED),
                new Invalidation<>(InventoryEvents.STOCK_CHANGED, changed -> changed.variantId())));
        ofProducts.addAll(slots.invalidations());
        ofProducts.forEach(each -> events.on(each, versions::changed, versions::everythingChanged));
        shelves.invalidations().forEach(each -> events.on(each, id -> versions.homeChanged(), versions::homeChanged));
        return events.subscription(Subscription.broadcast("storefront.pages"))
                .onMissedEvents(versions::forgetEverything);
    }

    @Bean
    ServletRegistrationBean<HotServlet> storefrontHome(
            Search search,
            HomeShelves shelves,
            ContentVersions versions,
            PageLayouts layouts,
            Templates storefrontTemplates,
            InstantSource clock,
            StorefrontSettings settings,
            MeterRegistry meters) {
        return new HomeServlet(
                        new HomePage(search, layouts),
                        new HomeServlet.Changes(search, versions, shelves),
                        layouts,
                        storefrontTemplates,
                        clock,
                        settings.refresh())
                .measured(meters)
                .at("home", "");
    }

    @Bean
    ServletRegistrationBean<HotServlet> storefrontBrowse(
            Search search,
            PageLayouts layouts,
            Templates storefrontTemplates,
            InstantSource clock,
            StorefrontSettings settings,
            MeterRegistry meters) {
        return new BrowseServlet(
                        search,
                        new BrowsePage(search, layouts),
                        layouts,
                        storefrontTemplates,
                        clock,
                        settings.searchPages(),
                        settings.refresh())
                .measured(meters)
                .at("browse", "/search", "/c/*");
    }

    @Bean
    ProductPage storefrontProductPage(
            Catalog catalog,
            Inventory inventory,
            ProductSlots slots,
            Search search,
            PageLayouts layouts,
            Delivery delivery) {
        return new ProductPage(catalog, inventory, slots, search, layouts, delivery);
    }

    @Bean
    ServletRegistrationBean<HotServlet> storefrontProduct(
            Catalog catalog,
            ProductPage page,
            ContentVersions contentVersions,
            ProductSlots slots,
            PageLayouts layouts,
            Templates storefrontTemplates,
            InstantSource clock,
            StorefrontSettings settings,
            MeterRegistry meters) {
        return new ProductServlet(
                        catalog,
                        page,
                        new ProductServlet.Changes(contentVersions, slots, layouts),
                        storefrontTemplates,
                        clock,
                        settings.productPages(),
                        settings.refresh())
                .measured(meters)
                .at("product", "/p/*");
    }

    @Bean
    CartController storefrontCart(
            Carts carts,
            CartLive live,
            Checkout checkout,
            ShopperCart shopper,
            Search search,
            PageLayouts layouts,
            Delivery delivery,
            Html storefrontHtml) {
        return new CartController(
                carts, live, checkout, shopper, new CartPage(search, layouts, delivery), storefrontHtml);
    }

    @Bean
    CheckoutController storefrontCheckout(
            Checkout checkout,
            CardTokens cards,
            Payments payments,
            Orders orders,
            Customers customers,
            ShopperCart shopper,
            Countries countries,
            CheckoutGate gate,
            OrderViews views,
            PageLayouts layouts,
            StorefrontSettings settings,
            Html storefrontHtml) {
        CheckoutPage page =
                new CheckoutPage(checkout, layouts, countries, gate, payments.setup(), settings.testCards());
        return new CheckoutController(
                checkout, cards, orders, customers, shopper, page, countries, views, layouts, storefrontHtml);
    }

    @Bean
    DataController storefrontGuestData(GuestRequests requests, PageLayouts layouts, Html storefrontHtml) {
        return new DataController(requests, layouts, storefrontHtml);
    }

    @Bean
    HelpController storefrontHelp(PageLayouts layouts, Html storefrontHtml) {
        return new HelpController(layouts, storefrontHtml);
    }

    @Bean
    ErrorPages storefrontErrors(Templates storefrontTemplates) {
        return new ShopErrors(storefrontTemplates);
    }
}
