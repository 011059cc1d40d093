/** What is kept about people: where it may lie, and that it goes when they ask. */
@NullMarked
package io.peakday.server.privacy;

import org.jspecify.annotations.NullMarked;
