package io.peakday.consolekit;

/** The headings of the menu, from top to bottom. */
public enum MenuGroup {
    /** Above all headings. */
    TOP(""),
    SELL("Sell"),
    GOODS("Goods"),
    RUN("Run");

    private final String label;

    MenuGroup(String label) {
        this.label = label;
    }

    /** Empty where there is none. */
    public String label() {
        return label;
    }

    /** A place under this heading: entries with smaller numbers come first. */
    public Place at(int order) {
        return new Place(this, order);
    }

    /** Where an entry stands; of entries at one place, the first by their keys. */
    public record Place(MenuGroup group, int order) {}
}
