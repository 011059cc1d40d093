package io.peakday.sale.storefront;

import io.peakday.storefrontkit.MenuLink;
import io.peakday.ui.Link;

/** Leads to the list of sales while there are any. */
final class SalesLink implements MenuLink {
    private static final Link LINK = new Link("Sales", "/sales");

    private final CurrentSales current;

    SalesLink(CurrentSales current) {
        this.current = current;
    }

    @Override
    public Link link() {
        return LINK;
    }

    @Override
    public boolean shown() {
        return current.any();
    }
}
