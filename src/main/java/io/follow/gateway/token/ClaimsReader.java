package io.follow.gateway.token;

import io.follow.gateway.job.ErrorCode;
import io.follow.gateway.job.ImageId;
import io.follow.gateway.job.JobException;
import io.follow.gateway.job.StorageKey;
import io.follow.gateway.pipeline.PipelineNaming;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jspecify.annotations.Nullable;

/** Reads the claims of a token whose signature has been verified. */
final class ClaimsReader {

    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,18}");

    private ClaimsReader() {}

    static UploadClaims read(JwtClaims claims) throws JobException {
        try {
            return new UploadClaims(
                    ImageId.of(text(claims, "image_id")),
                    StorageKey.of("storage_key", text(claims, "storage_key")),
                    text(claims, "content_type"),
                    maxFileSize(claims),
                    instant("iat", claims.getIssuedAt()),
                    instant("exp", claims.getExpirationTime()),
                    PipelineNaming.orImage(claims.getStringClaimValue("pipeline")));
        } catch (MalformedClaimException wrongType) {
            throw invalid("a claim of the upload token has the wrong type", wrongType);
        } catch (JobException ruleBroken) {
            // The messages of the key rules refer to jobs; here the token is invalid.
            throw invalid("upload token: " + ruleBroken.getMessage(), ruleBroken);
        }
    }

    private static String text(JwtClaims claims, String name) throws MalformedClaimException, JobException {
        String value = claims.getStringClaimValue(name);
        if (value == null) {
            throw missing(name);
        }
        return value;
    }

    /** A JSON number, or decimal text as in stream fields. */
    private static long maxFileSize(JwtClaims claims) throws JobException {
        Object value = claims.getClaimValue("max_file_size");
        if (value == null) {
            throw missing("max_file_size");
        }
        String digits = value.toString();
        long bytes = DECIMAL.matcher(digits).matches() ? Long.parseLong(digits) : 0;
        if (bytes < 1) {
            throw invalid("max_file_size is not a positive number of bytes", null);
        }
        return bytes;
    }

    private static Instant instant(String name, @Nullable NumericDate date) throws JobException {
        if (date == null) {
            throw missing(name);
        }
        return Instant.ofEpochSecond(
                Math.max(Instant.MIN.getEpochSecond(), Math.min(Instant.MAX.getEpochSecond(), date.getValue())));
    }

    private static JobException missing(String name) {
        return invalid("the claim " + name + " is missing", null);
    }

    private static JobException invalid(String message, @Nullable Throwable cause) {
        return new JobException(ErrorCode.UPLOAD_TOKEN_INVALID, message, cause);
    }
}
