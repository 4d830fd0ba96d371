/** The page in a real browser. */
@NullMarked
package io.follow.gateway.page;

import org.jspecify.annotations.NullMarked;
