package io.peakday.storefrontkit;

/**
 * A place on a page of the shop that a module may fill: a bean of the module.
 *
 * <p>It is called when a page is made, on a thread of its own, with a time budget and at most so many calls at once
 * ({@code peakday.slots}). Where it is too slow or throws, the page is made without it and kept for a second at most.
 */
public sealed interface StorefrontSlot permits ProductSlot, HomeShelf, AccountSection {
    /** In logs and metrics; lower case with hyphens, another than that of every slot of the page. */
    String name();

    /** Where among the others of its place; the smaller first, then by name. */
    default int position() {
        return 500;
    }
}
