package io.peakday.commandkit;

/**
 * A store that a command has opened: on the engines of a running node, or on engines of its own, which are stopped when it is
 * closed. It has the modules that hold data ({@link io.peakday.engines.ModuleDescriptor#offline()}).
 */
public interface OpenStore extends AutoCloseable {
    /** What a module offers: {@code FlashSales.class}. */
    <T> T bean(Class<T> type);

    /**
     * Notes in the audit log what whoever is at the command line has done; for modules that lie below the audit log.
     *
     * @param action stable, such as {@code events.key-added}
     * @param subject what it was done to: {@code events-key:k1a2b3c4d}
     */
    void audit(String action, String subject);

    @Override
    void close();
}
