/** The wire contract, held against the running gateway on a real server. */
@NullMarked
package io.follow.gateway.contract;

import org.jspecify.annotations.NullMarked;
