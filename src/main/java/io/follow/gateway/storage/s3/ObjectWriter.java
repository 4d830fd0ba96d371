package io.follow.gateway.storage.s3;

import io.follow.gateway.storage.DigestingInputStream;
import io.follow.gateway.storage.Sha256;
import io.follow.gateway.storage.StoredObject;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.services.s3.S3Client;

/** Puts objects into a bucket, as attachments with their exact type, so that browsers never render them as pages. */
final class ObjectWriter {

    private final S3Client client;
    private final String bucket;
    private final ObjectOptions options;

    ObjectWriter(S3Client client, S3Location location) {
        this.client = client;
        this.bucket = location.bucket();
        this.options = location.objects();
    }

    /** Puts bytes from memory without copying them. */
    StoredObject put(String name, byte[] bytes, String contentType) {
        RequestBody body = RequestBody.fromContentProvider(
                ContentStreamProvider.fromByteArrayUnsafe(bytes), bytes.length, contentType);
        String md5 = ContentMd5.header(ContentMd5.newDigest().digest(bytes));
        String etag = put(name, body, contentType, md5);
        return new StoredObject(etag, Sha256.of(bytes), bytes.length);
    }

    /** Puts a spooled object. */
    StoredObject put(String name, SpooledObject object, DigestingInputStream content, String contentType) {
        RequestBody body = RequestBody.fromContentProvider(object::open, content.size(), contentType);
        String etag = put(name, body, contentType, object.md5());
        return new StoredObject(etag, content.sha256(), content.size());
    }

    private String put(String name, RequestBody body, String contentType, String md5) {
        @Nullable
        String etag = client.putObject(
                        request -> options.addTo(request.bucket(bucket)
                                .key(name)
                                .contentType(contentType)
                                .contentDisposition("attachment")
                                .contentMD5(md5)),
                        body)
                .eTag();
        if (etag == null) {
            throw SdkClientException.create("no ETag in the answer");
        }
        // The protocol puts it in quotes; some servers omit them.
        return etag.replace("\"", "");
    }
}
