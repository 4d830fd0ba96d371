package io.follow.gateway.storage.s3;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * Reads an object into an array of its size. If the object is larger than allowed, drops the connection before the
 * transfer.
 */
final class LimitedBody implements ResponseTransformer<GetObjectResponse, LimitedBody.Found> {

    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    private final long maxBytes;

    LimitedBody(long maxBytes) {
        this.maxBytes = Math.min(maxBytes, LARGEST_ARRAY);
    }

    /**
     * The object found.
     *
     * @param size  size in bytes
     * @param bytes null if it is too large
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Found(long size, byte @Nullable [] bytes) {}

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
        byte[] bytes = new byte[size.intValue()];
        if (body.readNBytes(bytes, 0, bytes.length) < bytes.length) {
            throw new IOException("the object ended early");
        }
        return new Found(size, bytes);
    }
}
