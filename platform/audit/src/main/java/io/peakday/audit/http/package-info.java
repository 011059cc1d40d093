/** The REST API of the audit log. */
@NullMarked
package io.peakday.audit.http;

import org.jspecify.annotations.NullMarked;
