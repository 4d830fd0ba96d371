/** What the gateway counts and measures, under the names of its Prometheus metrics. */
@NullMarked
package io.follow.gateway.metrics;

import org.jspecify.annotations.NullMarked;
