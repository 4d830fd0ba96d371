/** Pipelines: their names, their keys, and the running ones. */
@NullMarked
package io.follow.gateway.pipeline;

import org.jspecify.annotations.NullMarked;
