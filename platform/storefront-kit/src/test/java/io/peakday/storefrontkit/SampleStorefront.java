package io.peakday.storefrontkit;

import gg.jte.output.StringOutput;
import io.peakday.ui.Slots;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A shop without pages, for tests of what a module has on them: it makes their frames and asks for their parts. */
@Configuration(proxyBeanMethods = false)
public class SampleStorefront implements Storefront {
    @Bean
    StorefrontContext sampleStorefrontContext() {
        return new StorefrontContext() {
            @Override
            public Shell of(String title) {
                return new Shell(title, null, null, true, "", "", List.of(), List.of(), Delivery.UNKNOWN);
            }

            @Override
            public Shell personal(String title) {
                return of(title).unlisted();
            }
        };
    }

    @Bean
    ShopZone sampleShopZone() {
        return new ShopZone(ZoneId.of("Europe/Berlin"));
    }

    @Bean
    ProductSlots sampleProductSlots(ObjectProvider<ProductSlot> filled, Slots slots) {
        return new ProductSlots(filled.stream().toList(), slots);
    }

    @Bean
    HomeShelves sampleHomeShelves(ObjectProvider<HomeShelf> filled, Slots slots) {
        return new HomeShelves(filled.stream().toList(), slots);
    }

    @Bean
    AccountSections sampleAccountSections(ObjectProvider<AccountSection> filled, Slots slots) {
        return new AccountSections(filled.stream().toList(), slots);
    }

    /** As they stand on a page. */
    public static String html(List<Fragment> fragments) {
        return fragments.stream()
                .map(fragment -> {
                    StringOutput output = new StringOutput();
                    fragment.writeTo(output);
                    return output.toString();
                })
                .collect(Collectors.joining());
    }
}
