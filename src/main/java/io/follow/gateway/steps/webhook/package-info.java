/** The steps of webhook routes. */
@NullMarked
package io.follow.gateway.steps.webhook;

import org.jspecify.annotations.NullMarked;
