/** What operators rely on. */
@NullMarked
package io.peakday.server.ops;

import org.jspecify.annotations.NullMarked;
