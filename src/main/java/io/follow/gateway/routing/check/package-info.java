/** Finds errors in route files before anything runs; used at startup, at a reload and by the command line. */
@NullMarked
package io.follow.gateway.routing.check;

import org.jspecify.annotations.NullMarked;
