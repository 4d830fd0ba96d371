/** The house rules of the files in {@code routes/}, their document and their examples, as tests. */
@NullMarked
package io.follow.gateway.routes;

import org.jspecify.annotations.NullMarked;
