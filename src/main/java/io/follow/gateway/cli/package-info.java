/** The commands of the program: most look at a running gateway's server, and none starts a gateway that stays. */
@NullMarked
package io.follow.gateway.cli;

import org.jspecify.annotations.NullMarked;
