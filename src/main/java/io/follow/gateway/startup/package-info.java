/** What happens before and around the start: the checks, the instance id, the failure line. */
@NullMarked
package io.follow.gateway.startup;

import org.jspecify.annotations.NullMarked;
