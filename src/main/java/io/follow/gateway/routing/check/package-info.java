/** What is wrong with route files, found before anything runs: used at the start, at a reload and by the command line. */
@NullMarked
package io.follow.gateway.routing.check;

import org.jspecify.annotations.NullMarked;
