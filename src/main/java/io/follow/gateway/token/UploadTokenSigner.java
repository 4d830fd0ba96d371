package io.follow.gateway.token;

import io.follow.gateway.job.UploadToken;
import io.follow.gateway.pipeline.PipelineNaming;
import java.security.PrivateKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** Creates upload tokens as an API server does. Immutable and thread-safe. */
public final class UploadTokenSigner {

    private final PrivateKey key;

    UploadTokenSigner(PrivateKey key) {
        this.key = key;
    }

    /** Signs the claims with EdDSA. */
    public UploadToken sign(UploadClaims upload) {
        JwtClaims claims = new JwtClaims();
        claims.setSubject(UploadTokenVerifier.SUBJECT);
        claims.setIssuer(UploadTokenVerifier.ISSUER);
        claims.setClaim("image_id", upload.imageId().value());
        claims.setClaim("storage_key", upload.storageKey().value());
        claims.setClaim("content_type", upload.contentType());
        claims.setClaim("max_file_size", upload.maxFileSize());
        if (!upload.pipeline().equals(PipelineNaming.IMAGE)) {
            claims.setClaim("pipeline", upload.pipeline());
        }
        claims.setIssuedAt(NumericDate.fromSeconds(upload.issuedAt().getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(upload.expiresAt().getEpochSecond()));
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.EDDSA);
        signature.setKey(key);
        signature.setPayload(claims.toJson());
        try {
            return new UploadToken(signature.getCompactSerialization());
        } catch (JoseException e) {
            throw new IllegalStateException("a key of this platform cannot sign", e);
        }
    }
}
