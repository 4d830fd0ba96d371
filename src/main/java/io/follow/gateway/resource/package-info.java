/** Resources of the machine that every job needs, and the gate that closes while one is missing. */
@NullMarked
package io.follow.gateway.resource;

import org.jspecify.annotations.NullMarked;
