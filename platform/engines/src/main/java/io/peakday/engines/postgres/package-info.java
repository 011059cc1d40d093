/** A PostgreSQL server of our own: unpacked from its Maven artifact, run as a child process, taken over after a crash. */
@NullMarked
package io.peakday.engines.postgres;

import org.jspecify.annotations.NullMarked;
