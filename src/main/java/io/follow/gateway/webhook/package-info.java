/** Webhooks: send results to other programs over HTTP. */
@NullMarked
package io.follow.gateway.webhook;

import org.jspecify.annotations.NullMarked;
