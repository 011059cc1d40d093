package io.peakday.demo.picture;

/** From where a product is shown. */
public enum Angle {
    /** As it stands. */
    FRONT("translate(0 0)"),
    /** From the other side, a step further back. */
    TURNED("translate(382 22) scale(-.91 .91)"),
    /** Close up, to show the material. */
    DETAIL("translate(-150 -118) scale(1.72)");

    private final String transform;

    Angle(String transform) {
        this.transform = transform;
    }

    String transform() {
        return transform;
    }
}
