/** What operators may do, and what they see of the streams and the workers. */
@NullMarked
package io.follow.gateway.operator;

import org.jspecify.annotations.NullMarked;
