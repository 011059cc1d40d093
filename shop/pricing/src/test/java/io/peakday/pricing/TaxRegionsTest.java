package io.peakday.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import io.peakday.kernel.Money;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected values are the law's: the sources stand beside each row of {@code orders/tax-regions.csv}. */
class TaxRegionsTest {
    private static final LocalDate DAY = LocalDate.of(2026, 6, 1);
    private final TaxTable taxes = TaxTable.builtIn();
    private final Pricing pricing = new Pricing(taxes, ShippingSettings.standard());

    @ParameterizedTest
    @CsvSource({
        "ES,35001",
        "ES,38670",
        "ES,51001",
        "ES,52006",
        "DE,78266",
        "CH,8238",
        "DE,27498",
        "IT,23041",
        "IT,22061",
        "CH,6911",
        "GR,63086",
        "GR,630 87",
        "FI,22100",
        "AX,22100",
        "FR,97300",
        "GF,97300",
        "FR,97600",
        "YT,97600",
        "FR,97500",
        "PM,97500",
        "FR,97133",
        "BL,97133",
        "FR,97150",
        "MF,97150",
        "FR,97800",
        "FR,98600",
        "WF,98600",
        "FR,98713",
        "PF,98713",
        "FR,98800",
        "NC,98800",
        "GB,JE2 3AB",
        "JE,JE2 3AB",
        "GB,GY1 1WR",
        "GG,GY1 1WR",
        "GB,GX11 1AA",
        "GI,GX11 1AA",
        "IT,47890",
        "SM,47890",
        "IT,00120",
        "VA,00120",
        "NO,9170",
        "SJ,9170",
        "NO,8099",
        "CH,7562",
        "CH,7563",
        "DK,3900",
        "GL,3900",
        "FO,100"
    })
    void whereThereIsNoVatNoneIsContainedAndTheBuyerIsInformed(String country, String postalCode) {
        TaxTable.Taxation there =
                taxes.at(new Destination(country, postalCode), DAY).orElseThrow();

        assertThat(there.rates()).isEqualTo(new TaxTable.Rates(0, 0));
        assertThat(there.note()).startsWith("No VAT is charged on deliveries to ");
    }

    @ParameterizedTest
    @CsvSource({
        "PT,9000-001,22,12",
        "PT,9400-162,22,12",
        "PT,9500-321,16,9",
        "PT,9980-024,16,9",
        "FR,97110,8.5,2.1",
        "GP,97110,8.5,2.1",
        "FR,97200,8.5,2.1",
        "MQ,97200,8.5,2.1",
        "FR,97400,8.5,2.1",
        "RE,97400,8.5,2.1",
        "FR,20000,20,2.1",
        "FR,98000,20,5.5",
        "MC,98000,20,5.5",
        "AT,6691,19,10",
        "AT,6991,19,10",
        "AT,6993,19,10",
        "DE,87491,19,10",
        "DE,87568,19,10",
        "GB,BT1 5GS,20,5",
        "GB,IM1 2PT,20,5",
        "IM,IM1 2PT,20,5",
        "CH,9490,8.1,2.6",
        "LI,9490,8.1,2.6"
    })
    void placesWithRatesOfTheirOwnAreTaxedAtThem(String country, String postalCode, String standard, String reduced) {
        TaxTable.Rates there = taxes.at(new Destination(country, postalCode), DAY)
                .orElseThrow()
                .rates();

        assertThat(percent(there.standard())).isEqualTo(standard);
        assertThat(percent(there.reduced())).isEqualTo(reduced);
    }

    @ParameterizedTest
    @CsvSource({
        "ES,28001",
        "ES,07001",
        "ES,36001",
        "ES,50001",
        "ES,53001",
        "DE,78265",
        "DE,27499",
        "DE,87490",
        "IT,23040",
        "IT,22060",
        "IT,47900",
        "IT,00121",
        "GR,63085",
        "GR,85300",
        "FI,21999",
        "FI,23000",
        "FR,75001",
        "FR,19100",
        "FR,21000",
        "FR,97",
        "PT,8999-999",
        "PT,1000-001",
        "AT,6690",
        "AT,6990",
        "AT,6994",
        "GB,SW1A 1AA",
        "GB,B1 1AA",
        "GB,G1 1AA",
        "NO,9169",
        "NO,9180",
        "CH,8237",
        "CH,7561",
        "CH,9484",
        "CH,9499",
        "DK,3800",
        "ES,''",
        "GB,''",
        "DE,2749"
    })
    void everywhereElseTheCountrysRatesHoldWithoutASentence(String country, String postalCode) {
        TaxTable.Taxation there =
                taxes.at(new Destination(country, postalCode), DAY).orElseThrow();

        assertThat(there.rates()).isEqualTo(taxes.rates(country, DAY).orElseThrow());
        assertThat(there.region()).isNull();
        assertThat(there.note()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "ES,' 35001 '",
        "ES,ES-35001",
        "ES,es35001",
        "es,E-35 001",
        "ES,35-001",
        "ES,３５００１",
        "ES,35.001",
        "ES,ES 35 001"
    })
    void postcodesAreReadHoweverTheyAreTyped(String country, String postalCode) {
        assertThat(taxes.at(new Destination(country, postalCode), DAY)
                        .orElseThrow()
                        .region())
                .isEqualTo("ES-CN");
    }

    @Test
    void otherCountriesWaysOfTypingAreReadToo() {
        assertThat(new Destination("GB", "je2 3ab").postalCode()).isEqualTo("JE23AB");
        assertThat(new Destination("FI", "AX-22 100").postalCode()).isEqualTo("22100");
        assertThat(new Destination("FI", "fin-22100").postalCode()).isEqualTo("22100");
        assertThat(new Destination("LV", "LV-1010").postalCode()).isEqualTo("1010");
        assertThat(new Destination("MT", "VLT 1117").postalCode()).isEqualTo("VLT1117");
        assertThat(new Destination("NL", "1012 ab").postalCode()).isEqualTo("1012AB");
        assertThat(new Destination("PT", "9000–001").postalCode()).isEqualTo("9000001");
    }

    @Test
    void twentyToLasPalmasCostsTwentyAndContainsNoTax() {
        var basket = new Basket(List.of(new Basket.Item(Money.of(2_000, "EUR"), "standard", 500)));

        var mainland = pricing.price(basket, new Destination("ES", "28001"), "standard", DAY)
                .orElseThrow();
        var islands = pricing.price(basket, new Destination("ES", "35001"), "standard", DAY)
                .orElseThrow();

        assertThat(mainland.totals().tax()).isEqualTo(Money.of(519, "EUR"));
        assertThat(islands.totals().tax()).isEqualTo(Money.of(0, "EUR"));
        assertThat(islands.totals().goods()).isEqualTo(Money.of(2_000, "EUR"));
        assertThat(islands.totals().total()).isEqualTo(mainland.totals().total());
        assertThat(islands.totals().taxesShown()).isEmpty();
        assertThat(islands.totals().taxNote())
                .isEqualTo(
                        "No VAT is charged on deliveries to the Canary Islands; taxes and duties of the place may be due"
                                + " on arrival.");
    }

    @Test
    void aPlaceWithACodeOfItsOwnIsShippedToLikeItsPostcodes() {
        var basket = new Basket(List.of(new Basket.Item(Money.of(2_000, "EUR"), "standard", 500)));
        for (String[] same : new String[][] {
            {"AX", "FI", "22100"}, {"GP", "FR", "97110"}, {"MC", "FR", "98000"}, {"JE", "GB", "JE2 3AB"},
            {"IM", "GB", "IM1 2PT"}, {"SM", "IT", "47890"}, {"LI", "CH", "9490"}, {"SJ", "NO", "9170"}
        }) {
            var own = pricing.price(basket, new Destination(same[0], same[2]), "standard", DAY)
                    .orElseThrow();
            var country = pricing.price(basket, new Destination(same[1], same[2]), "standard", DAY)
                    .orElseThrow();

            assertThat(own.price()).isEqualTo(country.price());
            assertThat(own.totals().tax()).isEqualTo(country.totals().tax());
            assertThat(pricing.serves(same[0])).isTrue();
        }
        assertThat(pricing.serves("FO")).isFalse();
        assertThat(pricing.options(basket, Destination.in("JP"), DAY)).isEmpty();
    }

    private static String percent(int rate) {
        return java.math.BigDecimal.valueOf(rate, 4).stripTrailingZeros().toPlainString();
    }
}
