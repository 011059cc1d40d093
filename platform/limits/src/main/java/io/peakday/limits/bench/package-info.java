/** What a decision costs; in a jar of its own. */
@NullMarked
package io.peakday.limits.bench;

import org.jspecify.annotations.NullMarked;
