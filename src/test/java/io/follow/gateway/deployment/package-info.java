/** Checks that what is written for operators says what the program does. */
@NullMarked
package io.follow.gateway.deployment;

import org.jspecify.annotations.NullMarked;
