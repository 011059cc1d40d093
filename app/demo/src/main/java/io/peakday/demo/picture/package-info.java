/** Product pictures drawn by the program: layered vectors with the variant's colour, soft light and a ground shadow. */
@NullMarked
package io.peakday.demo.picture;

import org.jspecify.annotations.NullMarked;
