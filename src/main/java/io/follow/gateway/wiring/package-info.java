/** The {@code @Configuration} classes, which create and wire all parts. */
@NullMarked
package io.follow.gateway.wiring;

import org.jspecify.annotations.NullMarked;
