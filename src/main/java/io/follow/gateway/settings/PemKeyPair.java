package io.follow.gateway.settings;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Map;
import org.springframework.boot.ssl.pem.PemContent;

/** Compares a private key with a certificate, both in PEM files. */
final class PemKeyPair {

    /** By the algorithm of the key. */
    private static final Map<String, String> SIGNATURES =
            Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "EdDSA", "EdDSA");

    /** Any content serves; the signature only has to verify. */
    private static final byte[] SIGNED = {1};

    private PemKeyPair() {}

    /**
     * Whether the key belongs to the first certificate. True for algorithms that are not compared; the handshake fails if
     * such a key is wrong.
     *
     * @throws IOException if a file cannot be read
     */
    static boolean matches(Path certificate, Path key) throws IOException {
        PrivateKey privateKey = PemContent.load(key).getPrivateKey();
        PublicKey publicKey =
                PemContent.load(certificate).getCertificates().get(0).getPublicKey();
        if (privateKey == null || !privateKey.getAlgorithm().equals(publicKey.getAlgorithm())) {
            return false;
        }
        String algorithm = SIGNATURES.get(privateKey.getAlgorithm());
        try {
            return algorithm == null || verifies(Signature.getInstance(algorithm), privateKey, publicKey);
        } catch (GeneralSecurityException e) {
            // For example, curves that differ.
            return false;
        }
    }

    private static boolean verifies(Signature signature, PrivateKey privateKey, PublicKey publicKey)
            throws GeneralSecurityException {
        signature.initSign(privateKey);
        signature.update(SIGNED);
        byte[] signed = signature.sign();
        signature.initVerify(publicKey);
        signature.update(SIGNED);
        return signature.verify(signed);
    }
}
