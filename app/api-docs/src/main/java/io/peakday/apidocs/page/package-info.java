/** The pages that show the API to people: by system, with examples, and a form that tries each operation. */
@NullMarked
package io.peakday.apidocs.page;

import org.jspecify.annotations.NullMarked;
