package io.peakday.storefrontkit;

/** Makes the frame of a page of the shop: the departments, links and promises of the moment around a title. */
public interface StorefrontContext {
    /** Of a page that search engines may list once it says where it is ({@link Shell#describe}). */
    Shell of(String title);

    /** Of a page about one person, or without an address of its own. */
    Shell personal(String title);
}
