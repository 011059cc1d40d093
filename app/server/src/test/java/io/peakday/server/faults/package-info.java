/** A whole node whose engines fall, whose process is killed, and which has to share its goods with another. */
@NullMarked
package io.peakday.server.faults;

import org.jspecify.annotations.NullMarked;
