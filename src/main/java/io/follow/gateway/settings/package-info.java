/** Environment variables: their validation, and the properties that they set. */
@NullMarked
package io.follow.gateway.settings;

import org.jspecify.annotations.NullMarked;
