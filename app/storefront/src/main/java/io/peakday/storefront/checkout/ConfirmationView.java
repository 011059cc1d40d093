package io.peakday.storefront.checkout;

import io.peakday.storefront.account.OrderView;
import io.peakday.storefrontkit.Shell;

/** Thank you: the number, where the mail went, when it comes, and what it was. */
public record ConfirmationView(Shell shell, OrderView order, boolean guest) {}
