/** Calls the controller methods that are called most, directly. */
@org.jspecify.annotations.NullMarked
package io.peakday.web.hot;
