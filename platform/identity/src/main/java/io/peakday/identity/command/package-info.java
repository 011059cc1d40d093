/** What the command line has of this module: {@code staff}, {@code api-keys}, {@code keys}, {@code audit}, {@code privacy}. */
@NullMarked
package io.peakday.identity.command;

import org.jspecify.annotations.NullMarked;
