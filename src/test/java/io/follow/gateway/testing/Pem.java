package io.follow.gateway.testing;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** PEM, RFC 7468. */
public final class Pem {

    private Pem() {}

    /**
     * Encodes a content.
     *
     * @param label for instance {@code CERTIFICATE}
     */
    public static String text(String label, byte[] content) {
        String body = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(content);
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }
}
