package io.follow.gateway.token;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Reads public keys in the encoding of RFC 8032, section 5.1.5. */
final class Ed25519Keys {

    private static final int RAW_BYTES = 32;
    private static final String EXPECTED = ", expected base64 of the raw 32 bytes of an Ed25519 public key";

    private Ed25519Keys() {}

    /**
     * Reads keys separated by commas. White space around a key is ignored.
     *
     * @throws IllegalArgumentException in one line that says which key is wrong and how, without the key itself
     */
    static List<PublicKey> parse(String commaSeparated) {
        String[] texts = commaSeparated.split(",", -1);
        List<PublicKey> keys = new ArrayList<>();
        for (int i = 0; i < texts.length; i++) {
            keys.add(parse("key " + (i + 1) + " of " + texts.length, texts[i].trim()));
        }
        return List.copyOf(keys);
    }

    private static PublicKey parse(String name, String base64) {
        byte[] raw = decode(name, base64);
        if (raw.length != RAW_BYTES) {
            throw new IllegalArgumentException(name + " has " + raw.length + " bytes" + EXPECTED);
        }
        try {
            PublicKey key = KeyFactory.getInstance("Ed25519")
                    .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, point(raw)));
            // The factory accepts any number; only this check shows whether it is a point of the curve.
            Signature.getInstance("Ed25519").initVerify(key);
            return key;
        } catch (GeneralSecurityException notPoint) {
            throw new IllegalArgumentException(name + " is not a point of the curve" + EXPECTED, notPoint);
        }
    }

    private static byte[] decode(String name, String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException notBase64) {
            throw new IllegalArgumentException(name + " is not base64" + EXPECTED, notBase64);
        }
    }

    /** Little-endian y, with the sign of x in the highest bit. */
    private static EdECPoint point(byte[] raw) {
        byte[] bigEndian = new byte[RAW_BYTES];
        for (int i = 0; i < RAW_BYTES; i++) {
            bigEndian[i] = raw[RAW_BYTES - 1 - i];
        }
        boolean xOdd = (bigEndian[0] & 0x80) != 0;
        bigEndian[0] &= 0x7f;
        return new EdECPoint(xOdd, new BigInteger(1, bigEndian));
    }
}
