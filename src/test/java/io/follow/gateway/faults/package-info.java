/** Faults put into real processes; after each, every job must have ended exactly once. */
@NullMarked
package io.follow.gateway.faults;

import org.jspecify.annotations.NullMarked;
