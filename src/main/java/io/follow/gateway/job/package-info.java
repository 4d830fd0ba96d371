/** What a job, its result and its failure are, and the rules by which stream fields become them. */
@NullMarked
package io.follow.gateway.job;

import org.jspecify.annotations.NullMarked;
