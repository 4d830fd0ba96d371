/** Where images are read from and written to: stores of objects under literal keys. */
@NullMarked
package io.follow.gateway.storage;

import org.jspecify.annotations.NullMarked;
