/** What every job needs of the machine that this process runs on, and the gate that is closed while some of it is missing. */
@NullMarked
package io.follow.gateway.resource;

import org.jspecify.annotations.NullMarked;
