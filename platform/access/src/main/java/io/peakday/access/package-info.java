/** Who may do what to the store: staff, their second factors, API keys, and the replacing of shared keys. */
@NullMarked
package io.peakday.access;

import org.jspecify.annotations.NullMarked;
