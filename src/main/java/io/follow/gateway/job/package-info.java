/** Jobs, results and failures, and the rules for their stream fields. */
@NullMarked
package io.follow.gateway.job;

import org.jspecify.annotations.NullMarked;
