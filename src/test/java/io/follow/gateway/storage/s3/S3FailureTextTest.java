package io.follow.gateway.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.apache.http.NoHttpResponseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Answers of servers are in {@link S3TroubleIT}; these are the ways in which none comes, and the rest. */
class S3FailureTextTest {

    @ParameterizedTest
    @MethodSource("brokenWays")
    void saysWhatIsInTheWayWithoutNamingTheHost(IOException cause, String reason) {
        assertThat(S3FailureText.of(SdkClientException.create("unable to reach secret.host", cause)))
                .isEqualTo(reason);
    }

    static Stream<Arguments> brokenWays() {
        return Stream.of(
                arguments(new UnknownHostException("secret.host"), "the host name of the server cannot be resolved"),
                arguments(new ConnectException("secret.host"), "the server cannot be reached"),
                arguments(new NoRouteToHostException("secret.host"), "the server cannot be reached"),
                arguments(new SocketTimeoutException("secret.host"), "the server did not answer in time"),
                arguments(
                        new SSLHandshakeException("secret.host"),
                        "no TLS connection can be established, check the certificate of the server"),
                arguments(new SocketException("secret.host"), "the connection broke"),
                arguments(new NoHttpResponseException("secret.host"), "the connection broke"));
    }

    @Test
    void saysThatItWasInterrupted() {
        assertThat(S3FailureText.of(AbortedException.create("x"))).isEqualTo("interrupted");
    }

    @Test
    void namesTheRegionOfTheBucketWhereTheServerDoes() {
        // given
        AwsErrorDetails details = AwsErrorDetails.builder()
                .errorCode("PermanentRedirect")
                .sdkHttpResponse(SdkHttpResponse.builder()
                        .putHeader("x-amz-bucket-region", "eu-west-1")
                        .build())
                .build();

        // when
        SdkException failure =
                S3Exception.builder().statusCode(301).awsErrorDetails(details).build();

        // then
        assertThat(S3FailureText.of(failure))
                .isEqualTo("the bucket is in the region eu-west-1, set IMG_GW_S3_REGION=eu-west-1"
                        + " (301 PermanentRedirect)");
    }

    @Test
    void repeatsNoCodeThatIsNone() {
        // given
        AwsErrorDetails details =
                AwsErrorDetails.builder().errorCode("see http://secret.host").build();

        // when
        SdkException failure =
                S3Exception.builder().statusCode(502).awsErrorDetails(details).build();

        // then
        assertThat(S3FailureText.of(failure)).isEqualTo("the server answered 502");
    }
}
