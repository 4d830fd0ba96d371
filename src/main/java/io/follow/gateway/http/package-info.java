/** What the gateway answers over HTTP. */
@NullMarked
package io.follow.gateway.http;

import org.jspecify.annotations.NullMarked;
