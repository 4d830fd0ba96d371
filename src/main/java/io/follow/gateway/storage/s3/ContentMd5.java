package io.follow.gateway.storage.s3;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The header by which every S3 server rejects bytes that were corrupted in transit. */
final class ContentMd5 {

    private ContentMd5() {}

    static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }

    /** The value of the header: Base64 of the digest's 16 bytes. */
    static String header(byte[] digest) {
        return Base64.getEncoder().encodeToString(digest);
    }
}
