package io.peakday.pricing;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How goods travel and what that costs, under {@code peakday.orders.shipping}. Amounts are gross, in minor units of the
 * shop's currency.
 *
 * @param zones zone name to the countries in it; a country in no zone is not shipped to
 * @param methods in the order in which they are offered
 */
public record ShippingSettings(
        @Nullable Map<String, List<String>> zones, @Nullable List<@Valid Method> methods) {
    /** @param rates one for each zone the method serves */
    public record Method(
            @Pattern(regexp = "[a-z][a-z0-9-]{0,39}") String code,
            @NotEmpty String name,
            @NotEmpty List<@Valid Rate> rates) {}

    /**
     * @param zone the zone's name
     * @param price for up to {@code includedGrams}
     * @param perKilo for each further kilogram begun
     * @param freeFrom value of goods from which it costs nothing; null: never
     * @param minDays and {@code maxDays}: working days until it arrives
     */
    public record Rate(
            @NotEmpty String zone,
            @Min(0) long price,
            @Min(0) long perKilo,
            @DefaultValue("2000") @Min(0) int includedGrams,
            @Nullable Long freeFrom,
            @Min(0) @Max(60) int minDays,
            @Min(0) @Max(90) int maxDays) {}

    public ShippingSettings {
        zones = zones == null || zones.isEmpty() ? standardZones() : Map.copyOf(zones);
        methods = methods == null || methods.isEmpty() ? standardMethods() : List.copyOf(methods);
    }

    /** A shop in Germany that ships to the European Union, to Britain, Switzerland and Norway, and to the United States. */
    public static ShippingSettings standard() {
        return new ShippingSettings(standardZones(), standardMethods());
    }

    private static Map<String, List<String>> standardZones() {
        return Map.of(
                "home",
                List.of("DE"),
                "union",
                List.of(
                        "AT", "BE", "BG", "CY", "CZ", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT",
                        "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"),
                "europe",
                List.of("CH", "GB", "NO"),
                "world",
                List.of("US"));
    }

    private static List<Method> standardMethods() {
        return List.of(
                new Method(
                        "standard",
                        "Standard delivery",
                        List.of(
                                new Rate("home", 490, 50, 2_000, 5_000L, 2, 3),
                                new Rate("union", 990, 150, 2_000, 15_000L, 3, 5),
                                new Rate("europe", 1_490, 250, 2_000, null, 4, 7),
                                new Rate("world", 2_490, 600, 2_000, null, 7, 12))),
                new Method(
                        "express",
                        "Express delivery",
                        List.of(
                                new Rate("home", 990, 100, 2_000, null, 1, 1),
                                new Rate("union", 1_990, 300, 2_000, null, 2, 2),
                                new Rate("europe", 2_990, 500, 2_000, null, 2, 3),
                                new Rate("world", 4_990, 1_200, 2_000, null, 3, 5))),
                new Method("pick-up", "Pick-up in the shop", List.of(new Rate("home", 0, 0, 2_000, null, 1, 2))));
    }
}
