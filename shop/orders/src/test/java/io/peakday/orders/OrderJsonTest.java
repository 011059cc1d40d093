package io.peakday.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.pricing.Address;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class OrderJsonTest {
    @Test
    void anErasedAddressIsOneWhereverItIsRead() {
        for (String country : Locale.getISOCountries()) {
            Address erased = Address.erased(country);
            assertThat(OrderJson.read(OrderJson.write(erased), Address.class)).isEqualTo(erased);
        }
    }
}
