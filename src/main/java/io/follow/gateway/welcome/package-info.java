/** The first start: a sample picture, and hints in the log. */
@NullMarked
package io.follow.gateway.welcome;

import org.jspecify.annotations.NullMarked;
