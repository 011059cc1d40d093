/** The description of the API (OpenAPI 3.1), made of the controllers, their types and their Javadoc, and the page that shows it. */
@NullMarked
package io.peakday.apidocs;

import org.jspecify.annotations.NullMarked;
