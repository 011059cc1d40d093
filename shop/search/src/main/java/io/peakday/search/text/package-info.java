/** How text becomes words: scanning, stems, part numbers, measures, synonyms. Internal to search. */
@NullMarked
package io.peakday.search.text;

import org.jspecify.annotations.NullMarked;
