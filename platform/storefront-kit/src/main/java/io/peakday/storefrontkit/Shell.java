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
 * @param department the slug of the department to mark in the bar; empty for none
 * @param sales whether there are sales to lead to
 * @param delivery what is promised in the footer
 */
public record Shell(
        String title,
        @Nullable String description,
        @Nullable String canonical,
        boolean index,
        String query,
        String department,
        List<Department> departments,
        boolean sales,
        Delivery delivery) {

    /** A department with its categories, for the menu. */
    public record Department(String slug, String name, String shape, List<Link> children) {
        public String href() {
            return "/c/" + slug;
        }
    }

    public Shell query(String query) {
        return new Shell(title, description, canonical, index, query, department, departments, sales, delivery);
    }

    public Shell department(String slug) {
        return new Shell(title, description, canonical, index, query, slug, departments, sales, delivery);
    }

    public Shell describe(String description, String canonical) {
        return new Shell(title, description, canonical, index, query, department, departments, sales, delivery);
    }

    public Shell unlisted() {
        return new Shell(title, description, canonical, false, query, department, departments, sales, delivery);
    }
}
