package io.peakday.server;

/** Which Peakday this is. */
public final class Version {
    private Version() {}

    /** As in the jar's manifest; {@code dev} when run from classes. */
    public static String current() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "dev" : version;
    }
}
