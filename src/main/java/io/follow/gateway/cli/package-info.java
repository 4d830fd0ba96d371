/** The command line. Most commands connect to the server of a running gateway. */
@NullMarked
package io.follow.gateway.cli;

import org.jspecify.annotations.NullMarked;
