package io.follow.gateway.storage.s3;

import java.io.IOException;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * Reads an object into an array. If the object is larger than allowed, drops the connection before the
 * transfer.
 */
final class LimitedBody implements ResponseTransformer<GetObjectResponse, LimitedBody.Found> {

    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    private final long maxBytes;
    private final IntFunction<byte[]> arrays;

    /** @param arrays gives an array of at least a number of bytes */
    LimitedBody(long maxBytes, IntFunction<byte[]> arrays) {
        this.maxBytes = Math.min(maxBytes, LARGEST_ARRAY);
        this.arrays = arrays;
    }

    /**
     * The object found.
     *
     * @param size  size in bytes
     * @param array at least as long as the object; null if it is too large
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Found(long size, byte @Nullable [] array) {}

    @Override
    public Found transform(GetObjectResponse response, AbortableInputStream body) throws IOException {
        Long size = response.contentLength();
        if (size == null) {
            throw SdkClientException.create("no Content-Length in the answer");
        }
        if (size > maxBytes) {
            body.abort();
            return new Found(size, null);
        }
        byte[] array = arrays.apply(size.intValue());
        if (body.readNBytes(array, 0, size.intValue()) < size) {
            throw new IOException("the object ended early");
        }
        return new Found(size, array);
    }
}
