/** Answers that are computed once however many ask, and kept until what they are made of changes. */
@NullMarked
package io.peakday.cache;

import org.jspecify.annotations.NullMarked;
