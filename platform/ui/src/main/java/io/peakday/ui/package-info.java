/** The design system of storefront and console: assets, formats, form state and the small records their templates share. */
@NullMarked
package io.peakday.ui;

import org.jspecify.annotations.NullMarked;
