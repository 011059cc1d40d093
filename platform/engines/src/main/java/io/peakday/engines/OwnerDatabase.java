package io.peakday.engines;

/**
 * The database as the owner of its tables sees it, for the few things that only an owner may do while the program runs:
 * making partitions and dropping them.
 *
 * <p>Each transaction, and each statement outside of one, has a connection of its own, opened for it and closed after it. So
 * what the program's other connections are tricked into saying never runs with the owner's rights.
 */
public record OwnerDatabase(Database database) {}
