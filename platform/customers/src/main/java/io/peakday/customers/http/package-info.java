/** The REST API for customers, for who is signed in, and for staff about customers. */
@NullMarked
package io.peakday.customers.http;

import org.jspecify.annotations.NullMarked;
