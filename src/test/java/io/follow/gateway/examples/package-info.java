/** The worked examples of CONTRIBUTING.md, so that they compile and run. */
@NullMarked
package io.follow.gateway.examples;

import org.jspecify.annotations.NullMarked;
