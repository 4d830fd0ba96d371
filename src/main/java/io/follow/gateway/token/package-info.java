/** Upload tokens: who may upload which image, signed by the API server. */
@NullMarked
package io.follow.gateway.token;

import org.jspecify.annotations.NullMarked;
