/** The state of streams and workers, for operators. */
@NullMarked
package io.follow.gateway.operator;

import org.jspecify.annotations.NullMarked;
