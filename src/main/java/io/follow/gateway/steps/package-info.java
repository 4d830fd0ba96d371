/** The steps that routes are made of, by bean name: the only place where a Camel exchange meets the image work. */
@NullMarked
package io.follow.gateway.steps;

import org.jspecify.annotations.NullMarked;
