/** Settings from the environment, checked before anything starts, and the beans that are made of them. */
@NullMarked
package io.follow.gateway.config;

import org.jspecify.annotations.NullMarked;
