/** What a component of somebody else's is made of; a test packs it into a jar of its own. */
@NullMarked
package io.follow.gateway.deployment.dropped;

import org.jspecify.annotations.NullMarked;
