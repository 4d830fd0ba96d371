package io.follow.gateway.storage.s3;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/** Describes an S3 failure in one line, without the hosts and keys that errors contain. */
final class S3FailureText {

    private static final String REGION = "the bucket is in another region, set IMG_GW_S3_REGION";
    private static final String TOKEN = "the session token is not valid";
    private static final String KMS = "the KMS key cannot be used, check kmsKeyId of the store";

    /** Where the bucket is, in the answer to who asks elsewhere. */
    private static final String BUCKET_REGION = "x-amz-bucket-region";

    /** S3 error codes in the words of an operator. */
    private static final Map<String, String> KNOWN = Map.ofEntries(
            Map.entry("AccessDenied", "access denied, see docs/storage.md for the required permissions"),
            Map.entry("InvalidAccessKeyId", "the server does not know the access key"),
            Map.entry("SignatureDoesNotMatch", "the secret key does not match the access key"),
            Map.entry("ExpiredToken", TOKEN),
            Map.entry("InvalidToken", TOKEN),
            Map.entry(
                    "RequestTimeTooSkewed",
                    "the clocks of this machine and of the server differ by more than 15 minutes, set the wrong one"),
            Map.entry("KMS.DisabledException", KMS),
            Map.entry("KMS.KMSInvalidStateException", KMS),
            Map.entry("KMS.NotFoundException", KMS),
            Map.entry("NoSuchBucket", "the bucket does not exist"),
            Map.entry("PermanentRedirect", REGION),
            Map.entry("TemporaryRedirect", REGION),
            Map.entry("AuthorizationHeaderMalformed", REGION),
            Map.entry("SlowDown", "the server asks for fewer requests"));

    /** How servers report a lack of space, besides status 507. */
    private static final Pattern NO_ROOM = Pattern.compile(".*(StorageFull|QuotaExceeded|InsufficientStorage).*");

    private S3FailureText() {}

    /** Whether a smaller object might have fit. */
    static boolean isNoRoom(SdkException failure) {
        return failure instanceof AwsServiceException answer
                && (answer.statusCode() == 507 || NO_ROOM.matcher(code(answer)).matches());
    }

    static String of(SdkException failure) {
        if (failure instanceof AwsServiceException answer) {
            return ofAnswer(answer);
        }
        if (failure instanceof AbortedException) {
            return "interrupted";
        }
        if (failure instanceof ApiCallTimeoutException) {
            return "the server did not answer in time";
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String reason = ofClient(cause);
            if (reason != null) {
                return reason;
            }
        }
        return "the answer is not one of an S3 server";
    }

    /** The S3 error code in the response body; empty if another program responded, such as a proxy. */
    static String code(AwsServiceException answer) {
        String code = answer.awsErrorDetails() == null
                ? null
                : answer.awsErrorDetails().errorCode();
        return code != null && code.matches("[A-Za-z0-9.]{1,60}") ? code : "";
    }

    private static String ofAnswer(AwsServiceException answer) {
        String code = code(answer);
        String found = (answer.statusCode() + " " + code).strip();
        boolean elsewhere = answer.statusCode() == 301 || REGION.equals(KNOWN.get(code));
        String known = elsewhere ? elsewhere(answer) : KNOWN.get(code);
        return known == null ? "the server answered " + found : known + " (" + found + ")";
    }

    private static String elsewhere(AwsServiceException answer) {
        return Optional.ofNullable(answer.awsErrorDetails())
                .map(AwsErrorDetails::sdkHttpResponse)
                .flatMap(response -> response.firstMatchingHeader(BUCKET_REGION))
                .filter(region -> region.matches("[a-z0-9-]{1,40}"))
                .map(region -> "the bucket is in the region " + region + ", set IMG_GW_S3_REGION=" + region)
                .orElse(REGION);
    }

    private static @Nullable String ofClient(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        if (message.startsWith("Unable to load credentials") || message.startsWith("Profile file")) {
            return "no credentials found, expected IMG_GW_S3_ACCESS_KEY_ID and IMG_GW_S3_SECRET_ACCESS_KEY,"
                    + " AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or a profile or role";
        }
        if (cause instanceof UnknownHostException) {
            return "the host name of the server cannot be resolved";
        }
        if (cause instanceof SSLException) {
            return "no TLS connection can be established, check the certificate of the server";
        }
        if (cause instanceof SocketTimeoutException) {
            return "the server did not answer in time";
        }
        if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
            return "the server cannot be reached";
        }
        return cause instanceof IOException ? "the connection broke" : null;
    }
}
