/** The identity module's REST API: accounts and sessions for customers, administration for staff. */
@NullMarked
package io.peakday.identity.http;

import org.jspecify.annotations.NullMarked;
