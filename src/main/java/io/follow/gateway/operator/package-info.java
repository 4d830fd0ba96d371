/** What operators see of the streams and the workers. */
@NullMarked
package io.follow.gateway.operator;

import org.jspecify.annotations.NullMarked;
