/** Departments, categories and search results. */
@NullMarked
package io.peakday.storefront.browse;

import org.jspecify.annotations.NullMarked;
