/** What people do in the store, done by a real browser. */
@NullMarked
package io.peakday.server.browser;

import org.jspecify.annotations.NullMarked;
