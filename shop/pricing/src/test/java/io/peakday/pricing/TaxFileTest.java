package io.peakday.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peakday.kernel.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaxFileTest {
    private static final String REGIONS = "region,name,places,standard,reduced,valid-from,source";
    private static final String RATES = "country,standard,reduced,valid-from,source";
    private static final LocalDate DAY = LocalDate.of(2026, 6, 1);

    @TempDir
    private Path folder;

    static List<String[]> builtInRegions() {
        try (var in = TaxTable.class.getResourceAsStream("/orders/tax-regions.csv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.equals(REGIONS))
                    .map(line -> line.split(",", 7))
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void everyBuiltInRegionNamesItsSource() {
        assertThat(builtInRegions())
                .hasSizeGreaterThan(35)
                .allMatch(cells -> cells.length == 7 && cells[6].length() > 8);
    }

    @Test
    void anOwnFileReplacesARegionAndAddsOthersAndTheRestStays() throws IOException {
        Path file = write(
                REGIONS,
                "ES-CN,the Canary Islands,ES:35 ES:38,7,3,2020-01-01,we are registered for IGIC",
                "ES-IB,the Balearic Islands,ES:07,none,none,2026-01-01,an example",
                "ES-IB,the Balearic Islands,ES:07,20,9,2026-07-01,an example");
        TaxTable taxes = TaxTable.of(null, file);

        assertThat(rates(taxes, "ES", "35001", DAY)).isEqualTo(new TaxTable.Rates(70_000, 30_000));
        assertThat(rates(taxes, "ES", "35001", LocalDate.of(2019, 12, 31)))
                .isEqualTo(new TaxTable.Rates(210_000, 100_000));
        assertThat(rates(taxes, "ES", "07001", DAY)).isEqualTo(new TaxTable.Rates(0, 0));
        assertThat(rates(taxes, "ES", "07001", LocalDate.of(2026, 7, 1)))
                .isEqualTo(new TaxTable.Rates(200_000, 90_000));
        assertThat(rates(taxes, "ES", "51001", DAY)).isEqualTo(new TaxTable.Rates(0, 0));
    }

    @Test
    void anOwnRegionGoesBeforeABuiltInOneInTheSamePlaceAndAnOwnCountryBeforeACodeOfItsOwn() throws IOException {
        Path regions = write(REGIONS, "ES-GC,Las Palmas,ES:35,5,5,2020-01-01,an example");
        Path rates = folder.resolve("rates.csv");
        Files.write(rates, List.of(RATES, "ES,21,10,2012-09-01,x", "AX,25.5,13.5,2026-01-01,x"));
        TaxTable taxes = TaxTable.of(rates, regions);

        assertThat(rates(taxes, "ES", "35001", DAY)).isEqualTo(new TaxTable.Rates(50_000, 50_000));
        assertThat(rates(taxes, "ES", "38001", DAY)).isEqualTo(new TaxTable.Rates(0, 0));
        assertThat(rates(taxes, "AX", "22100", DAY)).isEqualTo(new TaxTable.Rates(255_000, 135_000));
        assertThat(taxes.countries()).containsExactly("AX", "ES");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "spain,x,ES:35,none,none,2020-01-01,x| the region 'spain' must be a code such as ES-CN",
                "ES-CN,,ES:35,none,none,2020-01-01,x| the region needs a name",
                "ES-CN,x,,none,none,2020-01-01,x| name at least one place",
                "ES-CN,x,35,none,none,2020-01-01,x| '35' is no place; write ES, ES:35 or PT:90-94",
                "ES-CN,x,EL:35,none,none,2020-01-01,x| there is no country 'EL' (ISO 3166, two capital letters); write GR",
                "ES-CN,x,ES:38-35,none,none,2020-01-01,x| must go from a lower prefix to a higher one",
                "ES-CN,x,ES:35-380,none,none,2020-01-01,x| of the same length",
                "ES-CN,x,ES:35,none,0,2020-01-01,x| either both rates are none or neither",
                "ES-CN,x,ES:35,7,9,2020-01-01,x| the reduced rate is above the standard one",
                "ES-CN,x,ES:35,seven,3,2020-01-01,x| 'seven' is no rate in percent",
                "ES-CN,x,ES:35,-7,3,2020-01-01,x| '-7' is no rate in percent",
                "ES-CN,x,ES:35,7.00001,3,2020-01-01,x| '7.00001' is no rate in percent",
                "ES-CN,x,ES:35,101,3,2020-01-01,x| from 0 to 100 percent",
                "ES-CN,x,ES:35,7,3,1.1.2020,x| '1.1.2020' is no day; write it as 2026-01-31",
                "ES-CN,x,ES:35,7,3,2020-01-01,| say in the last column where this comes from",
                "ES-CN,x,ES:35,7,3| there are 5 columns, not 7"
            })
    void aLineThatCannotBeUsedIsNamedWithTheReason(String line, String reason) throws IOException {
        Path file = write("# a comment", REGIONS, line);

        assertThatThrownBy(() -> TaxTable.of(null, file))
                .isInstanceOfSatisfying(
                        Failure.class,
                        failure -> assertThat(failure.code() + " " + failure.detail())
                                .startsWith("orders.tax-regions The tax table " + file + " cannot be used: line 3: ")
                                .contains(reason));
    }

    @Test
    void allWrongLinesAreNamedAtOnce() throws IOException {
        Path file = write(
                REGIONS,
                "ES-CN,the Canary Islands,ES:35,7,3,2020-01-01,x",
                "ES-CN,the Canary Islands,ES:35,7,3,2020-01-01,x",
                "ES-GC,Las Palmas,ES:30-35,7,3,2020-01-01,x",
                "ES-CN,the Canary Islands,ES:38,7,3,2021-01-01,x");

        assertThatThrownBy(() -> TaxTable.of(null, file))
                .hasMessageContaining("line 3: ES-CN has another line valid from 2020-01-01")
                .hasMessageContaining("line 4: ES:30-35 is already in ES-CN as ES:35")
                .hasMessageContaining("line 5: ES-CN has other places in an earlier line");
    }

    @Test
    void theRatesOfCountriesAreReadAsStrictly() throws IOException {
        Path file = write(
                "\uFEFF" + RATES,
                "DE,19,7,2021-01-01,x",
                "DE,19,7,2021-01-01,again",
                "UK,20,5,2011-01-04,x",
                "FR,5.5,20,2014-01-01,x",
                "IT,22 %,10,2013-10-01,x",
                "ES,21");

        assertThatThrownBy(() -> TaxTable.of(file, null))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.code()).isEqualTo("orders.tax-rates"))
                .hasMessageContaining("line 3: DE has another line valid from 2021-01-01")
                .hasMessageContaining("line 4: there is no country 'UK'")
                .hasMessageContaining("write GB")
                .hasMessageContaining("line 5: the reduced rate is above the standard one")
                .hasMessageContaining("line 6: '22 %' is no rate in percent")
                .hasMessageContaining("line 7: there are 2 columns, not 5");
    }

    @Test
    void aFileThatIsNotThereOrEmptyOrBeginsOtherwiseIsNamed() throws IOException {
        assertThatThrownBy(() -> TaxTable.of(folder.resolve("none.csv"), null)).hasMessageContaining("none.csv");
        assertThatThrownBy(() -> TaxTable.of(null, write())).hasMessageContaining("it is empty");
        assertThatThrownBy(() -> TaxTable.of(null, write("place;rate")))
                .hasMessageContaining("line 1: the table must begin with " + REGIONS);
    }

    private static TaxTable.Rates rates(TaxTable taxes, String country, String postalCode, LocalDate day) {
        return taxes.at(new Destination(country, postalCode), day).orElseThrow().rates();
    }

    private Path write(String... lines) throws IOException {
        Path file = Files.createTempFile(folder, "taxes", ".csv");
        return Files.write(file, List.of(lines));
    }
}
