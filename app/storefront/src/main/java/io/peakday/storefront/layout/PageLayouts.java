package io.peakday.storefront.layout;

import io.peakday.catalog.Category;
import io.peakday.catalog.CategoryTree;
import io.peakday.storefrontkit.Delivery;
import io.peakday.storefrontkit.MenuLink;
import io.peakday.storefrontkit.Shapes;
import io.peakday.storefrontkit.Shell;
import io.peakday.storefrontkit.StorefrontContext;
import io.peakday.ui.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes the frame of a page: the departments of the moment around a title. */
public final class PageLayouts implements StorefrontContext {
    private final Supplier<CategoryTree> categories;
    private final List<MenuLink> links;
    private final Delivery delivery;
    private volatile @Nullable Known known;

    private record Known(long version, List<Shell.Department> departments) {}

    public PageLayouts(Supplier<CategoryTree> categories, List<MenuLink> links, Delivery delivery) {
        this.categories = categories;
        this.links = List.copyOf(links);
        this.delivery = delivery;
    }

    @Override
    public Shell of(String title) {
        return new Shell(title + " · Peakday", null, null, true, "", "", departments(), links(), delivery);
    }

    @Override
    public Shell personal(String title) {
        return of(title).unlisted();
    }

    /** A page that can be shown when nothing behind it answers. */
    public static Shell bare(String title) {
        return new Shell(title + " · Peakday", null, null, false, "", "", List.of(), List.of(), Delivery.UNKNOWN);
    }

    /** What is in the menu now beside the departments; a page that is kept is kept under this. */
    public List<Link> links() {
        List<Link> shown = new ArrayList<>(links.size());
        for (MenuLink link : links) {
            if (link.shown()) {
                shown.add(link.link());
            }
        }
        return shown;
    }

    public Delivery delivery() {
        return delivery;
    }

    public CategoryTree tree() {
        return categories.get();
    }

    /** The slug of the department a category is in; empty for an unknown one. */
    public String department(UUID categoryId) {
        List<Category> path = tree().path(categoryId);
        return path.isEmpty() ? "" : path.getFirst().slug();
    }

    /** The way from the front page to this category, itself included. */
    public List<Link> path(UUID categoryId) {
        List<Link> links = new ArrayList<>();
        links.add(new Link("Home", "/"));
        tree().path(categoryId).forEach(category -> links.add(link(category)));
        return links;
    }

    public static Link link(Category category) {
        return new Link(category.name(), "/c/" + category.slug());
    }

    private List<Shell.Department> departments() {
        CategoryTree tree = categories.get();
        Known last = known;
        if (last == null || last.version() != tree.version()) {
            last = new Known(
                    tree.version(),
                    tree.departments().stream()
                            .map(department -> new Shell.Department(
                                    department.slug(),
                                    department.name(),
                                    Shapes.of(department.name()),
                                    tree.children(department.id()).stream()
                                            .map(PageLayouts::link)
                                            .toList()))
                            .toList());
            known = last;
        }
        return last.departments();
    }
}
