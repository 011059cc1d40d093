/** How engines, queues and the node do. */
@NullMarked
package io.peakday.console.health;

import org.jspecify.annotations.NullMarked;
