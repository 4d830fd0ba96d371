/** What happens to images, told to those who watch them while it happens. */
@NullMarked
package io.follow.gateway.live;

import org.jspecify.annotations.NullMarked;
