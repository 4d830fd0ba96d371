/** The steps from the entry of a job to its result; beans that routes name. With the other packages of steps the only place where a Camel exchange meets the domain. */
@NullMarked
package io.follow.gateway.steps.pipeline;

import org.jspecify.annotations.NullMarked;
