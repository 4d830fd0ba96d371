package io.follow.gateway.token;

import io.follow.gateway.job.UploadToken;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** An API server with a key pair of its own. */
record TokenSigner(KeyPair keys) {

    private static final int RAW_BYTES = 32;

    static TokenSigner create() {
        try {
            return new TokenSigner(KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    /** Base64 of the raw key, which is the end of its X.509 form. */
    String publicKey() {
        byte[] x509 = keys.getPublic().getEncoded();
        return Base64.getEncoder().encodeToString(Arrays.copyOfRange(x509, x509.length - RAW_BYTES, x509.length));
    }

    static JwtClaims claims(Instant issuedAt, Instant expiresAt) {
        JwtClaims claims = new JwtClaims();
        claims.setSubject("image-upload");
        claims.setIssuer("follow-api");
        claims.setClaim("image_id", "42");
        claims.setClaim("storage_key", "images/42.jpg");
        claims.setClaim("content_type", "image/jpeg");
        claims.setClaim("max_file_size", 10_485_760);
        claims.setIssuedAt(NumericDate.fromSeconds(issuedAt.getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(expiresAt.getEpochSecond()));
        return claims;
    }

    UploadToken sign(JwtClaims claims) {
        return sign(claims.toJson());
    }

    UploadToken sign(String payload) {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue("EdDSA");
        signature.setKey(keys.getPrivate());
        signature.setPayload(payload);
        try {
            return new UploadToken(signature.getCompactSerialization());
        } catch (JoseException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
