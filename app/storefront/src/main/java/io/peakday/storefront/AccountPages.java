package io.peakday.storefront;

import io.peakday.customers.Customers;
import io.peakday.customers.PersonalExport;
import io.peakday.identity.Sessions;
import io.peakday.orders.Orders;
import io.peakday.storefront.account.AccountController;
import io.peakday.storefront.account.AccountFrames;
import io.peakday.storefront.account.AddressController;
import io.peakday.storefront.account.OrderController;
import io.peakday.storefront.account.OrderViews;
import io.peakday.storefront.account.ProfileController;
import io.peakday.storefront.account.RecoveryController;
import io.peakday.storefront.account.SignInController;
import io.peakday.storefront.account.SignInGate;
import io.peakday.storefront.cart.ShopperCart;
import io.peakday.storefront.checkout.Countries;
import io.peakday.storefront.layout.PageLayouts;
import io.peakday.storefrontkit.AccountSection;
import io.peakday.storefrontkit.AccountSections;
import io.peakday.storefrontkit.SignedInPages;
import io.peakday.ui.Html;
import io.peakday.ui.Slots;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the pages of a customer's account and those that lead to it. */
@Configuration(proxyBeanMethods = false)
class AccountPages {
    @Bean
    SignInGate storefrontSignInGate(ObjectProvider<SignedInPages> pages) {
        return new SignInGate(pages.stream().toList());
    }

    @Bean
    AccountFrames storefrontAccountFrames(PageLayouts layouts) {
        return new AccountFrames(layouts);
    }

    @Bean
    SignInController storefrontSignIn(
            Customers customers, ShopperCart shopper, PageLayouts layouts, Html storefrontHtml) {
        return new SignInController(customers, shopper, layouts, storefrontHtml);
    }

    @Bean
    RecoveryController storefrontRecovery(Customers customers, PageLayouts layouts, Html storefrontHtml) {
        return new RecoveryController(customers, layouts, storefrontHtml);
    }

    @Bean
    AccountSections storefrontAccountSections(ObjectProvider<AccountSection> filled, Slots slots) {
        return new AccountSections(filled.stream().toList(), slots);
    }

    @Bean
    AccountController storefrontAccount(
            Customers customers,
            Sessions sessions,
            Orders orders,
            AccountSections sections,
            AccountFrames frames,
            InstantSource clock,
            Html storefrontHtml) {
        return new AccountController(customers, sessions, orders, sections, frames, clock, storefrontHtml);
    }

    @Bean
    AddressController storefrontAddresses(
            Customers customers, AccountFrames frames, Countries countries, Html storefrontHtml) {
        return new AddressController(customers, frames, countries, storefrontHtml);
    }

    @Bean
    ProfileController storefrontProfile(
            Customers customers,
            PersonalExport export,
            AccountFrames frames,
            PageLayouts layouts,
            Html storefrontHtml) {
        return new ProfileController(customers, export, frames, layouts, storefrontHtml);
    }

    @Bean
    OrderController storefrontOrders(
            Orders orders, OrderViews views, AccountFrames frames, PageLayouts layouts, Html storefrontHtml) {
        return new OrderController(orders, views, frames, layouts, storefrontHtml);
    }
}
