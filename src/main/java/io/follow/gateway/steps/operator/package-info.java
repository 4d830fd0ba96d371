/** The steps of operator calls. */
@NullMarked
package io.follow.gateway.steps.operator;

import org.jspecify.annotations.NullMarked;
