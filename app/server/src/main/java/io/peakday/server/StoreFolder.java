package io.peakday.server;

import java.nio.file.Path;

/**
 * The data folder of the store, which is not the locked one where a command runs beside a node: what such a command writes for
 * good belongs here.
 */
record StoreFolder(Path path) {}
