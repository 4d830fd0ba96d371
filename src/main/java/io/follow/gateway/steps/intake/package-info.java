/** The steps that turn uploads and dropped files into jobs. */
@NullMarked
package io.follow.gateway.steps.intake;

import org.jspecify.annotations.NullMarked;
