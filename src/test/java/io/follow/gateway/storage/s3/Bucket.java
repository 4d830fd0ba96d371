package io.follow.gateway.storage.s3;

import io.follow.gateway.testing.S3Server;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A bucket as another program sees it, past the gateway's code. */
public record Bucket(S3Client client, String name) implements AutoCloseable {

    public static Bucket of(S3Server server, String name) {
        return new Bucket(
                S3Client.builder()
                        .endpointOverride(URI.create(server.endpoint()))
                        .forcePathStyle(true)
                        .region(Region.US_EAST_1)
                        // S3Proxy does not know the newer checksums.
                        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                        .build(),
                name);
    }

    public void put(String object, byte[] bytes) {
        client.putObject(request -> request.bucket(name).key(object), RequestBody.fromBytes(bytes));
    }

    public void put(String object, String text) {
        put(object, text.getBytes(StandardCharsets.UTF_8));
    }

    public byte[] bytes(String object) {
        return client.getObjectAsBytes(request -> request.bucket(name).key(object))
                .asByteArray();
    }

    public HeadObjectResponse head(String object) {
        return client.headObject(request -> request.bucket(name).key(object));
    }

    /** The names of all objects, sorted. */
    public List<String> objects() {
        return client.listObjectsV2Paginator(request -> request.bucket(name)).contents().stream()
                .map(S3Object::key)
                .sorted()
                .toList();
    }

    public void clear() {
        objects()
                .forEach(object ->
                        client.deleteObject(request -> request.bucket(name).key(object)));
    }

    @Override
    public void close() {
        client.close();
    }
}
