/** Pipelines: their names, their keys, and those that run. */
@NullMarked
package io.follow.gateway.pipeline;

import org.jspecify.annotations.NullMarked;
