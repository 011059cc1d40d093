package io.peakday.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peakday.kernel.Failure;
import io.peakday.kernel.FieldError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressTest {
    @ParameterizedTest
    @CsvSource({
        "DE,10115",
        "NL,1012 ab",
        "GB,SW1A 1AA",
        "PL,00-950",
        "IE,D02 X285",
        "SE,114 55",
        "CH,8001",
        "JP,100-0001"
    })
    void aPostalCodeInTheCountrysFormatIsTaken(String country, String code) {
        assertThat(address(country, code).country()).isEqualTo(country);
    }

    @ParameterizedTest
    @CsvSource({"DE,1011", "NL,AB 1012", "GB,12345", "FR,7500", "AT,10115"})
    void anotherOneIsRefused(String country, String code) {
        assertThatThrownBy(() -> address(country, code))
                .isInstanceOfSatisfying(
                        Failure.class,
                        f -> assertThat(f.fields())
                                .extracting(FieldError::field)
                                .containsExactly("postalCode"));
    }

    @Test
    void everyWrongFieldIsNamedAtOnceAsTheFormCallsIt() {
        var form = new AddressForm(null, "", null, "1", "x", null, "Atlantis", "call me");

        assertThatThrownBy(() -> form.address("shipTo"))
                .isInstanceOfSatisfying(
                        Failure.class,
                        f -> assertThat(f.fields())
                                .extracting(FieldError::field)
                                .containsExactly("shipTo.name", "shipTo.line1", "shipTo.country", "shipTo.phone"));
    }

    private static Address address(String country, String code) {
        return new Address("Ada", "Street 1", null, code, "City", null, country, null);
    }

    @Test
    void anErasedAddressSaysNothingButTheCountry() {
        for (String country : java.util.Locale.getISOCountries()) {
            Address erased = Address.erased(country);
            assertThat(erased.country()).isEqualTo(country);
            assertThat(erased.name() + erased.line1() + erased.city() + erased.phone())
                    .isEqualTo("Erased--null");
        }
    }
}
