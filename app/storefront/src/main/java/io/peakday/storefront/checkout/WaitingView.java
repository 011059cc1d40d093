package io.peakday.storefront.checkout;

import io.peakday.storefrontkit.Shell;

/**
 * The bank has not answered yet.
 *
 * @param next the address that asks again, by a form
 * @param first whether nobody has asked yet: the page's script then does so at once
 */
public record WaitingView(Shell shell, String next, boolean first) {}
