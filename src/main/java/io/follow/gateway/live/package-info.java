/** Live events: the progress of images, sent to subscribed clients. */
@NullMarked
package io.follow.gateway.live;

import org.jspecify.annotations.NullMarked;
