/** Machine resources that every job needs, and the gate that closes while one of them is missing. */
@NullMarked
package io.follow.gateway.resource;

import org.jspecify.annotations.NullMarked;
