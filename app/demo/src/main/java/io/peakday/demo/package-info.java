/** The demo store: a marketplace worth looking at, generated from a seed. */
@NullMarked
package io.peakday.demo;

import org.jspecify.annotations.NullMarked;
