/** Webhooks: how a result is told to another program over HTTP. */
@NullMarked
package io.follow.gateway.webhook;

import org.jspecify.annotations.NullMarked;
