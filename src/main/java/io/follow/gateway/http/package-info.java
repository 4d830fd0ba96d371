/** The HTTP interface except for routes: health, live events, the page, response headers. */
@NullMarked
package io.follow.gateway.http;

import org.jspecify.annotations.NullMarked;
