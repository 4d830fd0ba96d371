package io.follow.gateway.intake;

import io.follow.gateway.job.ImageId;
import io.follow.gateway.job.StorageKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The folder of a source store that is the gateway's own.
 *
 * @param name relative to the store, without a slash at its end
 */
public record SourceFolder(String name) {

    private static final int DIGEST_DIGITS = 8;

    /** The folder for the jobs of one stream, so that whoever sweeps one never meets those of another. */
    public StorageKey of(String stream) {
        String readable = stream.replaceAll("[^A-Za-z0-9_-]+", "-");
        String shortened = readable.length() > 80 ? readable.substring(0, 80) : readable;
        return new StorageKey(name + "/" + shortened + "-" + digest(stream));
    }

    /**
     * A key for the source of one job.
     *
     * @param request tells this job from all others, also of the same image
     */
    public StorageKey keyOf(String stream, ImageId image, String request, String extension) {
        return new StorageKey(of(stream) + "/" + image + "-" + request + "." + extension);
    }

    /** Whether a key leads into the folder. */
    public boolean contains(String key) {
        return key.startsWith(name + "/");
    }

    private static String digest(String stream) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(stream.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, DIGEST_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
