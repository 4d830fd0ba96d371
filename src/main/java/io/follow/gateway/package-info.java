/** The application: starts the gateway. */
@NullMarked
package io.follow.gateway;

import org.jspecify.annotations.NullMarked;
