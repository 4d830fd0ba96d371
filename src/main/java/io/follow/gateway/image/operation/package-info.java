/** Operations on the pixels of finished pictures, one per class, independent of the engine. */
@NullMarked
package io.follow.gateway.image.operation;

import org.jspecify.annotations.NullMarked;
