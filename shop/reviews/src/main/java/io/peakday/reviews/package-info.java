/** What buyers say: ratings and texts by people who bought the product, helpful votes, averages, moderation. */
@NullMarked
package io.peakday.reviews;

import org.jspecify.annotations.NullMarked;
