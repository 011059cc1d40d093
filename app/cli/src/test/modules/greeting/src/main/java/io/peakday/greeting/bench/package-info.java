/** What 'bench' and 'drill' have of this module: {@code greeting} in both; in a jar of its own. */
@NullMarked
package io.peakday.greeting.bench;

import org.jspecify.annotations.NullMarked;
