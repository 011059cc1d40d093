/** In which order transactions lock the rows of tables, read off the database's own log. */
package io.peakday.server.locks;
