/** Checks, the instance id, and the failure message at startup. */
@NullMarked
package io.follow.gateway.startup;

import org.jspecify.annotations.NullMarked;
