/** Connections of the server: how long their other ends may keep it waiting, and how many one address may have. */
@NullMarked
package io.peakday.edge.connection;

import org.jspecify.annotations.NullMarked;
