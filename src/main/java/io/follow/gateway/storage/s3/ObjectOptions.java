package io.follow.gateway.storage.s3;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/**
 * What is sent along with each object that is written to a store.
 *
 * @param cacheControl the header {@code Cache-Control} that the server adds when it serves the object; null for none
 * @param encryption   how the server encrypts the object at rest; null for the default of the bucket
 * @param kmsKeyId     the key of KMS for it; null for the default key of the bucket or the account
 * @param metadata     headers {@code x-amz-meta-NAME}
 */
record ObjectOptions(
        @Nullable String cacheControl,
        @Nullable ServerSideEncryption encryption,
        @Nullable String kmsKeyId,
        Map<String, String> metadata) {

    static final ObjectOptions NONE = new ObjectOptions(null, null, null, Map.of());

    private static final String CACHE_CONTROL = "cacheControl";
    private static final String ENCRYPTION = "sse";
    private static final String KMS_KEY = "kmsKeyId";
    private static final String METADATA = "metadata.";

    /** What HTTP allows in a header, without blanks at the ends. */
    private static final Pattern HEADER_VALUE = Pattern.compile("[!-~](?:[ -~]{0,1022}[!-~])?");

    private static final Pattern METADATA_NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    /** The limit of S3 for all metadata of an object together. */
    private static final int MOST_METADATA = 2048;

    ObjectOptions {
        metadata = Map.copyOf(metadata);
    }

    /** Whether an option of a location is one of these. */
    static boolean isOne(String option) {
        return option.equals(CACHE_CONTROL)
                || option.equals(ENCRYPTION)
                || option.equals(KMS_KEY)
                || (option.startsWith(METADATA)
                        && METADATA_NAME
                                .matcher(option.substring(METADATA.length()))
                                .matches());
    }

    /**
     * Takes what it knows from the options of a location.
     *
     * @throws IllegalArgumentException in one line that does not repeat a value
     */
    static ObjectOptions of(Map<String, String> options) {
        Map<String, String> metadata = new TreeMap<>();
        int size = 0;
        for (Map.Entry<String, String> option : options.entrySet()) {
            if (option.getKey().startsWith(METADATA)) {
                String name = option.getKey().substring(METADATA.length());
                metadata.put(name, headerValue(option.getKey(), option.getValue()));
                size += name.length() + option.getValue().length();
            }
        }
        if (size > MOST_METADATA) {
            throw new IllegalArgumentException("the metadata of an s3 store have " + size + " characters, allowed are "
                    + MOST_METADATA + ", names included");
        }
        String cacheControl = options.get(CACHE_CONTROL);
        String kmsKeyId = options.get(KMS_KEY);
        ServerSideEncryption encryption = encryption(options.get(ENCRYPTION), kmsKeyId != null);
        return new ObjectOptions(
                cacheControl == null ? null : headerValue(CACHE_CONTROL, cacheControl),
                encryption,
                kmsKeyId == null ? null : headerValue(KMS_KEY, kmsKeyId),
                metadata);
    }

    private static @Nullable ServerSideEncryption encryption(@Nullable String text, boolean withKey) {
        if (text == null) {
            return withKey ? ServerSideEncryption.AWS_KMS : null;
        }
        ServerSideEncryption encryption =
                switch (text) {
                    case "AES256" -> ServerSideEncryption.AES256;
                    case "aws:kms" -> ServerSideEncryption.AWS_KMS;
                    case "aws:kms:dsse" -> ServerSideEncryption.AWS_KMS_DSSE;
                    default ->
                        throw new IllegalArgumentException(
                                "the sse of an s3 store is not known, allowed: AES256, aws:kms and aws:kms:dsse");
                };
        if (withKey && encryption == ServerSideEncryption.AES256) {
            throw new IllegalArgumentException(
                    "an s3 store has kmsKeyId with sse=AES256, which has no key; remove one of them");
        }
        return encryption;
    }

    private static String headerValue(String option, String value) {
        if (!HEADER_VALUE.matcher(value).matches()) {
            throw new IllegalArgumentException("the " + option
                    + " of an s3 store is not a header value, allowed: 1 to 1024 printable ASCII characters, no blank"
                    + " at either end");
        }
        return value;
    }

    /** Adds them to a request. */
    void addTo(PutObjectRequest.Builder request) {
        request.cacheControl(cacheControl).ssekmsKeyId(kmsKeyId).metadata(metadata);
        if (encryption != null) {
            request.serverSideEncryption(encryption);
        }
    }
}
