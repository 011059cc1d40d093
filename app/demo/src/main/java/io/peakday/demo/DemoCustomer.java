package io.peakday.demo;

import io.peakday.pricing.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A shopper of the demo.
 *
 * @param eagerness how often they order compared with others
 */
record DemoCustomer(String name, String email, Address address, double eagerness) {
    private static final List<String> GIVEN = List.of(
            "Anna", "Ben", "Carla", "David", "Emma", "Felix", "Greta", "Hannes", "Ida", "Jakob", "Katja", "Leon", "Mia",
            "Noah", "Olga", "Paul", "Ronja", "Stefan", "Tilda", "Uwe", "Vera", "Willem", "Yara", "Zoe", "Amélie",
            "Bruno", "Chloé", "Dario", "Elena", "Finn", "Giulia", "Hugo");
    private static final List<String> FAMILY = List.of(
            "Bauer",
            "Schmitt",
            "Weber",
            "Keller",
            "Vogel",
            "Lang",
            "Roth",
            "Winter",
            "Dubois",
            "Laurent",
            "Petit",
            "Girard",
            "Rossi",
            "Bianchi",
            "Conti",
            "Moretti",
            "de Vries",
            "Jansen",
            "Bakker",
            "Visser",
            "Novák",
            "Dvořák",
            "Horvat",
            "Nielsen",
            "Hansen",
            "Berg",
            "Lund",
            "Costa",
            "Silva",
            "Pereira");
    private static final List<String> STREETS = List.of(
            "Lindenstraße %d",
            "Am Markt %d",
            "Rue des Tilleuls %d",
            "Via Garibaldi %d",
            "Prinsengracht %d",
            "Hauptstraße %d",
            "Gartenweg %d",
            "Kirchplatz %d");
    private static final List<List<String>> CITIES = List.of(
            List.of("10115", "Berlin", "DE"),
            List.of("20095", "Hamburg", "DE"),
            List.of("80331", "München", "DE"),
            List.of("50667", "Köln", "DE"),
            List.of("04109", "Leipzig", "DE"),
            List.of("1010", "Wien", "AT"),
            List.of("8010", "Graz", "AT"),
            List.of("75011", "Paris", "FR"),
            List.of("69002", "Lyon", "FR"),
            List.of("20121", "Milano", "IT"),
            List.of("40121", "Bologna", "IT"),
            List.of("1012 AB", "Amsterdam", "NL"),
            List.of("3511 AA", "Utrecht", "NL"),
            List.of("110 00", "Praha", "CZ"),
            List.of("2100", "København", "DK"));

    /** The first is the one who can sign in; the first {@code customers} have accounts, the others order as guests. */
    static List<DemoCustomer> generate(long seed, int count) {
        List<DemoCustomer> people = new ArrayList<>(count);
        for (int number = 0; number < count; number++) {
            Dice dice = Dice.of(seed, "customer", number);
            String drawn = dice.pick(GIVEN) + " " + dice.pick(FAMILY);
            String name = number == 0 ? DemoLogins.CUSTOMER_NAME : drawn;
            List<String> city = dice.pick(CITIES);
            String street = dice.pick(STREETS).formatted(dice.between(1, 148));
            Address address = new Address(name, street, null, city.get(0), city.get(1), null, city.get(2), null);
            people.add(new DemoCustomer(
                    name, number == 0 ? DemoLogins.CUSTOMER : email(name, number), address, Math.exp(dice.normal())));
        }
        return List.copyOf(people);
    }

    /** As reviews are signed: "Anna B." */
    String signature() {
        int space = name.indexOf(' ');
        return name.substring(0, space) + " "
                + name.substring(name.lastIndexOf(' ') + 1).substring(0, 1) + ".";
    }

    private static String email(String name, int number) {
        String plain = java.text.Normalizer.normalize(name.toLowerCase(Locale.ROOT), java.text.Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replace(" ", ".");
        return plain + number + "@peakday.example";
    }
}
