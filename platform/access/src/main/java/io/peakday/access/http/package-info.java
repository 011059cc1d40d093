/** The REST API for staff, their second step and API keys. */
@NullMarked
package io.peakday.access.http;

import org.jspecify.annotations.NullMarked;
