package io.peakday.engines;

/** What a module does once a node is wired, before it takes requests and before its background work begins: a bean. */
@FunctionalInterface
public interface BeforeOpening {
    /**
     * @param fill whether an empty store may be filled
     * @param listener receives how long work goes
     */
    void run(boolean fill, StartListener listener);
}
