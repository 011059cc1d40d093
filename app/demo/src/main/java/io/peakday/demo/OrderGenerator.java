package io.peakday.demo;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes 90 days of orders with the structure real ones have: a weekly rhythm and a busy evening, months that suit one
 * kind of product and not another, few best sellers and a long tail, things bought together, customers who come back.
 */
final class OrderGenerator {
    static final int DAYS = 90;
    private static final double[] HOURS = {
        2, 1, .6, .4, .4, .8, 2, 4, 5, 6, 6.5, 7, 8, 7, 6.5, 6, 6.5, 7.5, 9, 11, 13, 12, 8, 4
    };

    private final long seed;
    private final List<DemoProduct> products;
    private final double[] eagerness;
    private final Map<String, List<DemoProduct>> bySubcategory = new HashMap<>();

    OrderGenerator(long seed, List<DemoProduct> products, List<DemoCustomer> customers) {
        this.seed = seed;
        this.products = products;
        this.eagerness = runningSums(
                customers.stream().mapToDouble(DemoCustomer::eagerness).toArray());
        products.forEach(product -> bySubcategory
                .computeIfAbsent(product.kind().subcategory(), name -> new ArrayList<>())
                .add(product));
    }

    /** About that many orders up to {@code now}, oldest first. */
    List<DemoOrder> generate(int count, Instant now) {
        LocalDate today = now.atZone(ZoneOffset.UTC).toLocalDate();
        double[] days = new double[DAYS];
        for (int day = 0; day < DAYS; day++) {
            DayOfWeek weekday = today.minusDays(DAYS - 1 - day).getDayOfWeek();
            double rhythm = weekday == DayOfWeek.SUNDAY ? 1.35 : weekday == DayOfWeek.MONDAY ? 1.15 : 1;
            double growth = 1 + 0.35 * day / DAYS;
            days[day] = rhythm * growth * Math.exp(Dice.of(seed, "day", day).normal() * 0.08);
        }
        double[] dayChances = runningSums(days);
        double[] hourChances = runningSums(HOURS);
        Map<Integer, double[]> popularity = new HashMap<>();
        List<DemoOrder> orders = new ArrayList<>(count);
        for (int number = 0; number < count; number++) {
            Dice dice = Dice.of(seed, "order", number);
            LocalDate day = today.minusDays(DAYS - 1 - dice.weighted(dayChances));
            Instant at = day.atTime(dice.weighted(hourChances), dice.between(0, 59), dice.between(0, 59))
                    .toInstant(ZoneOffset.UTC);
            if (at.isAfter(now)) {
                at = now.minus(Duration.ofMinutes(dice.between(1, 600)));
            }
            double[] chances = popularity.computeIfAbsent(day.getMonthValue(), this::chancesIn);
            orders.add(new DemoOrder(number, dice.weighted(eagerness), at, basket(dice, chances)));
        }
        orders.sort(Comparator.comparing(DemoOrder::placedAt));
        return List.copyOf(orders);
    }

    private double[] chancesIn(int month) {
        return runningSums(products.stream()
                .mapToDouble(product ->
                        product.popularity() * product.kind().season().get(month - 1))
                .toArray());
    }

    private List<DemoOrder.Line> basket(Dice dice, double[] chances) {
        List<DemoOrder.Line> lines = new ArrayList<>();
        Set<Integer> inside = new HashSet<>();
        DemoProduct first = products.get(dice.weighted(chances));
        add(dice, first, lines, inside);
        // What goes with it comes along now and then, and mostly the same companion: each product has its favourite.
        for (String subcategory : first.kind().boughtWith()) {
            List<DemoProduct> companions = bySubcategory.getOrDefault(subcategory, List.of());
            if (!companions.isEmpty() && dice.chance(0.34)) {
                boolean favourite = dice.chance(0.6);
                int which = favourite ? first.number() % companions.size() : dice.between(0, companions.size() - 1);
                add(dice, companions.get(which), lines, inside);
            }
        }
        while (lines.size() < 6 && dice.chance(0.3)) {
            add(dice, products.get(dice.weighted(chances)), lines, inside);
        }
        return List.copyOf(lines);
    }

    private static void add(Dice dice, DemoProduct product, List<DemoOrder.Line> lines, Set<Integer> inside) {
        if (inside.add(product.number())) {
            int variant = dice.between(0, product.variants().size() - 1);
            int quantity =
                    product.variants().get(variant).priceMinor() < 4_000 && dice.chance(0.18) ? dice.between(2, 4) : 1;
            lines.add(new DemoOrder.Line(product.number(), variant, quantity));
        }
    }

    private static double[] runningSums(double[] weights) {
        double sum = 0;
        double[] sums = new double[weights.length];
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i];
            sums[i] = sum;
        }
        return sums;
    }
}
