package io.peakday.storefrontkit;

import io.peakday.ui.Link;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What surrounds a page. It holds nothing about the person who reads it, so that a whole page can be kept as bytes and
 * sent to everybody; name and cart count are filled in by a script.
 *
 * @param canonical the page's one address, absolute path; null where there is none
 * @param index whether search engines may list it
 * @param query what the search field shows
 * @param current the address of the department or link to mark in the bar; empty for none
 * @param links what else is in the menu and the bar
 * @param delivery what is promised in the footer
 */
public record Shell(
        String title,
        @Nullable String description,
        @Nullable String canonical,
        boolean index,
        String query,
        String current,
        List<Department> departments,
        List<Link> links,
        Delivery delivery) {

    /** A department with its categories, for the menu. */
    public record Department(String slug, String name, String shape, List<Link> children) {
        public String href() {
            return href(slug);
        }

        static String href(String slug) {
            return "/c/" + slug;
        }
    }

    public Shell query(String query) {
        return new Shell(title, description, canonical, index, query, current, departments, links, delivery);
    }

    public Shell department(String slug) {
        return current(slug.isEmpty() ? "" : Department.href(slug));
    }

    /** @param href of a department or a link */
    public Shell current(String href) {
        return new Shell(title, description, canonical, index, query, href, departments, links, delivery);
    }

    public Shell describe(String description, String canonical) {
        return new Shell(title, description, canonical, index, query, current, departments, links, delivery);
    }

    public Shell unlisted() {
        return new Shell(title, description, canonical, false, query, current, departments, links, delivery);
    }
}
