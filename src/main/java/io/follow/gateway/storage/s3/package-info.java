/** Stores in buckets of Amazon S3 and S3-compatible servers. */
@NullMarked
package io.follow.gateway.storage.s3;

import org.jspecify.annotations.NullMarked;
