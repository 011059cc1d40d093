package io.peakday.storefront.checkout;

import io.peakday.storefront.layout.Shell;

/**
 * The bank has not answered yet.
 *
 * @param next the address that asks again
 */
public record WaitingView(Shell shell, String next) {}
