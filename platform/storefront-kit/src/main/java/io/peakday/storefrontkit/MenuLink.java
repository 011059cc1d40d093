package io.peakday.storefrontkit;

import io.peakday.ui.Link;

/**
 * A link in the menu and the bar of every page of the shop, beside the departments, as long as it leads to something: a bean of a
 * module.
 */
public interface MenuLink {
    Link link();

    /** Asked for with every request, and part of what pages are kept under: so it is answered from memory. */
    boolean shown();
}
