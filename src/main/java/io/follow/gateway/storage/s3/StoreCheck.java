package io.follow.gateway.storage.s3;

import io.follow.gateway.storage.ImageStore;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * Checks a bucket with an object that no key refers to. Reading requires the permission to list the bucket, without
 * which S3 answers "access denied" for a missing object.
 */
final class StoreCheck {

    private static final Logger LOG = LoggerFactory.getLogger(StoreCheck.class);

    /** Shorter than the timeout of health checks. */
    private static final Duration LIMIT = Duration.ofMillis(2500);

    private static final AwsRequestOverrideConfiguration QUICK =
            AwsRequestOverrideConfiguration.builder().apiCallTimeout(LIMIT).build();

    private static final long MOST_BYTES = 16L << 20;

    private final S3Client client;
    private final String bucket;
    private final String name;
    private final ObjectOptions options;

    StoreCheck(S3Client client, S3Location location) {
        this.client = client;
        this.bucket = location.bucket();
        this.name = location.place(ImageStore.RESERVED_PART + "/check");
        this.options = location.objects();
    }

    /** Requests an object that does not exist. */
    void read() {
        try {
            client.getObject(
                    request -> request.bucket(bucket).key(name).overrideConfiguration(QUICK),
                    ResponseTransformer.toBytes());
        } catch (NoSuchKeyException asExpected) {
            LOG.trace("The bucket can be read");
        }
    }

    /**
     * Writes an empty object, always with the same name, and deletes it. It has the options of all objects, because the
     * policy of a bucket may refuse others, and the key of KMS may be of no use. Without the permission to delete, this one
     * object remains.
     */
    void write() {
        client.putObject(
                request -> options.addTo(request.bucket(bucket).key(name).overrideConfiguration(QUICK)),
                RequestBody.empty());
        remove();
    }

    /** Like {@code write()}, with an object of the given size, at most 16 MiB, within the time limit of any object. */
    void write(long bytes) {
        client.putObject(
                request -> options.addTo(request.bucket(bucket).key(name)),
                RequestBody.fromBytes(new byte[(int) Math.min(bytes, MOST_BYTES)]));
        remove();
    }

    private void remove() {
        try {
            client.deleteObject(request -> request.bucket(bucket).key(name).overrideConfiguration(QUICK));
        } catch (SdkException notAllowed) {
            LOG.debug("The object of a store check could not be deleted: {}", S3FailureText.of(notAllowed));
        }
    }
}
