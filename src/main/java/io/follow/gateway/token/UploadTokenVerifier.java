package io.follow.gateway.token;

import io.follow.gateway.job.ErrorCode;
import io.follow.gateway.job.JobException;
import io.follow.gateway.job.UploadToken;
import java.security.PublicKey;
import java.time.Instant;
import java.util.List;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;

/**
 * Verifies upload tokens: JWTs signed with EdDSA over Ed25519 only. Messages never repeat the token. Immutable and
 * thread-safe.
 */
public final class UploadTokenVerifier {

    /** Tolerated clock skew between the API server and this gateway, in seconds. */
    static final int CLOCK_SKEW_SECONDS = 30;

    /** Far above the length of any token with these claims; limits the cost of parsing hostile input. */
    static final int MAX_LENGTH = 8192;

    static final String SUBJECT = "image-upload";
    static final String ISSUER = "follow-api";
    private static final AlgorithmConstraints ONLY_EDDSA =
            new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.EDDSA);

    private final List<PublicKey> keys;

    private UploadTokenVerifier(List<PublicKey> keys) {
        this.keys = keys;
    }

    /**
     * Creates a verifier that accepts a signature by any of the given keys.
     *
     * @param commaSeparated one or more public keys, each base64 of its raw 32 bytes
     * @return the verifier
     * @throws IllegalArgumentException in one line that says which key is wrong and how, without the key itself
     */
    public static UploadTokenVerifier ofKeys(String commaSeparated) {
        return new UploadTokenVerifier(Ed25519Keys.parse(commaSeparated));
    }

    /**
     * Verifies the signature and reads the claims.
     *
     * @param token  the token
     * @param moment the time to compare {@code exp} (and {@code nbf}, if present) with, give or take 30 seconds: now
     *     for an upload, the entry's time for a job in the stream. To accept tokens for some time after their expiry,
     *     the caller passes an earlier time.
     * @return the claims, all of which must be present; other claims are ignored
     * @throws JobException {@link ErrorCode#UPLOAD_TOKEN_EXPIRED} if the token has expired and is valid otherwise, else
     *     {@link ErrorCode#UPLOAD_TOKEN_INVALID}
     */
    public UploadClaims verify(UploadToken token, Instant moment) throws JobException {
        if (token.value().length() > MAX_LENGTH) {
            throw invalid("the upload token is longer than " + MAX_LENGTH + " characters");
        }
        // Two dots: a signed token. Four dots would be an encrypted one, which is expensive to reject.
        if (token.value().chars().filter(character -> character == '.').count() != 2) {
            throw invalid("the upload token is not a signed JWT");
        }
        return ClaimsReader.read(verifiedClaims(token, moment));
    }

    private JwtClaims verifiedClaims(UploadToken token, Instant moment) throws JobException {
        for (PublicKey key : keys) {
            try {
                return claims(token, moment, key);
            } catch (InvalidJwtException refused) {
                if (!refused.hasErrorCode(ErrorCodes.SIGNATURE_INVALID)) {
                    throw refusal(refused);
                }
            }
        }
        throw invalid("the upload token is not signed by a known key");
    }

    private static JwtClaims claims(UploadToken token, Instant moment, PublicKey key) throws InvalidJwtException {
        return new JwtConsumerBuilder()
                .setVerificationKey(key)
                .setJwsAlgorithmConstraints(ONLY_EDDSA)
                .setExpectedIssuer(true, ISSUER)
                .setExpectedSubject(SUBJECT)
                .setRequireExpirationTime()
                .setRequireIssuedAt()
                .setSkipDefaultAudienceValidation()
                .setEvaluationTime(NumericDate.fromSeconds(moment.getEpochSecond()))
                .setAllowedClockSkewInSeconds(CLOCK_SKEW_SECONDS)
                .build()
                .processToClaims(token.value());
    }

    private static JobException refusal(InvalidJwtException refused) {
        if (refused.getErrorDetails().size() == 1 && refused.hasErrorCode(ErrorCodes.EXPIRED)) {
            return new JobException(ErrorCode.UPLOAD_TOKEN_EXPIRED, "the upload token has expired");
        }
        return invalid("the upload token " + fault(refused));
    }

    /** Not the library's message, because it repeats the claims. */
    private static String fault(InvalidJwtException refused) {
        int code = refused.getErrorDetails().isEmpty()
                ? ErrorCodes.MISCELLANEOUS
                : refused.getErrorDetails().get(0).getErrorCode();
        return switch (code) {
            case ErrorCodes.ISSUER_MISSING, ErrorCodes.ISSUER_INVALID -> "has an iss other than " + ISSUER;
            case ErrorCodes.SUBJECT_MISSING, ErrorCodes.SUBJECT_INVALID -> "has a sub other than " + SUBJECT;
            case ErrorCodes.EXPIRATION_MISSING -> "has no exp";
            case ErrorCodes.ISSUED_AT_MISSING -> "has no iat";
            case ErrorCodes.NOT_YET_VALID -> "is not valid yet";
            default -> "is malformed, or not signed with EdDSA";
        };
    }

    private static JobException invalid(String message) {
        return new JobException(ErrorCode.UPLOAD_TOKEN_INVALID, message);
    }
}
