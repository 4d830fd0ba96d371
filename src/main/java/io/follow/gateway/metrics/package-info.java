/** The meters of the gateway, under the names of its Prometheus metrics. */
@NullMarked
package io.follow.gateway.metrics;

import org.jspecify.annotations.NullMarked;
