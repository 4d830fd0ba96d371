/** The commands of the program, which look at a running gateway's server instead of starting a gateway. */
@NullMarked
package io.follow.gateway.cli;

import org.jspecify.annotations.NullMarked;
