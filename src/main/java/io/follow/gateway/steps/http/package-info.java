/** The steps that calls over HTTP share: who asks, what is answered. */
@NullMarked
package io.follow.gateway.steps.http;

import org.jspecify.annotations.NullMarked;
