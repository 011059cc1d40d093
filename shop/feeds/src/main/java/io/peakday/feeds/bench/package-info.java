/** How quickly an import is found; in a jar of its own. */
@NullMarked
package io.peakday.feeds.bench;

import org.jspecify.annotations.NullMarked;
