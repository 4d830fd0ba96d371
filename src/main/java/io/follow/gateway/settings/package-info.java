/** The environment variables: their rules, and the properties that they become. */
@NullMarked
package io.follow.gateway.settings;

import org.jspecify.annotations.NullMarked;
