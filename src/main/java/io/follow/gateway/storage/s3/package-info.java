/** Buckets of Amazon S3 and of servers that speak its protocol as stores. */
@NullMarked
package io.follow.gateway.storage.s3;

import org.jspecify.annotations.NullMarked;
