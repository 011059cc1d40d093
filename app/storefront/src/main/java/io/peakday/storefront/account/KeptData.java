package io.peakday.storefront.account;

import io.peakday.identity.PersonalData;
import io.peakday.orders.Order;
import io.peakday.orders.OrderFilter;
import io.peakday.orders.OrderSummary;
import io.peakday.orders.Orders;
import io.peakday.reviews.Review;
import io.peakday.reviews.Reviews;
import io.peakday.web.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a customer's export holds of the rooms that do not know accounts themselves: whole orders, and reviews. */
public final class KeptData {
    private static final int PAGE = 100;
    private static final int MOST_PAGES = 100;

    private KeptData() {}

    public static PersonalData orders(Orders orders) {
        return section("orders", customer -> {
            List<Order> all = new ArrayList<>();
            for (OrderSummary summary : pages(after -> orders.list(OrderFilter.ofCustomer(customer), after, PAGE))) {
                orders.find(summary.id()).ifPresent(all::add);
            }
            return all;
        });
    }

    public static PersonalData reviews(Reviews reviews) {
        return section("reviews", customer -> {
            List<Review> all = pages(after -> reviews.byCustomer(customer, after, PAGE));
            return all;
        });
    }

    private static PersonalData section(String name, Function<UUID, Object> content) {
        return new PersonalData() {
            @Override
            public String section() {
                return name;
            }

            @Override
            public Object of(UUID customerId) {
                return content.apply(customerId);
            }
        };
    }

    private static <T> List<T> pages(Function<@Nullable String, Page<T>> read) {
        List<T> all = new ArrayList<>();
        String after = null;
        for (int page = 0; page < MOST_PAGES; page++) {
            Page<T> found = read.apply(after);
            all.addAll(found.items());
            after = found.next();
            if (after == null) {
                break;
            }
        }
        return all;
    }
}
