/** The steps of webhooks. */
@NullMarked
package io.follow.gateway.steps.webhook;

import org.jspecify.annotations.NullMarked;
