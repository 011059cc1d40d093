package io.peakday.consolekit;

/** How good or bad a figure is. */
public enum Level {
    NONE(""),
    GOOD("good"),
    WARN("warn"),
    BAD("bad");

    private final String style;

    Level(String style) {
        this.style = style;
    }

    /** Its class in the stylesheet. */
    public String style() {
        return style;
    }
}
