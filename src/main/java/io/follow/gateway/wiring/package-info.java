/** The {@code @Configuration} classes, which make all parts and join them. */
@NullMarked
package io.follow.gateway.wiring;

import org.jspecify.annotations.NullMarked;
