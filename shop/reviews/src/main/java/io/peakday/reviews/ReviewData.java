package io.peakday.reviews;

import io.peakday.customers.PersonalData;
import io.peakday.web.Pages;
import java.util.UUID;

/** What reviews keep about customers. */
record ReviewData(Reviews reviews) implements PersonalData {
    @Override
    public String section() {
        return "reviews";
    }

    @Override
    public Object of(UUID customerId) {
        return Pages.all(after -> reviews.byCustomer(customerId, after, Reviews.MAX_PAGE));
    }

    @Override
    public void erase(UUID customerId) {
        reviews.forget(customerId);
    }

    @Override
    public void handOver(UUID customerId) {
        reviews.forget(customerId);
    }
}
