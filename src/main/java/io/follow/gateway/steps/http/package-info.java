/** The steps that HTTP routes share: authorization, requests and responses. */
@NullMarked
package io.follow.gateway.steps.http;

import org.jspecify.annotations.NullMarked;
