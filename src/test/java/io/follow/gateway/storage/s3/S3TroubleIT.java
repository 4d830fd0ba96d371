package io.follow.gateway.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.follow.gateway.job.ErrorCode;
import io.follow.gateway.job.JobException;
import io.follow.gateway.job.StorageKey;
import io.follow.gateway.storage.ImageStore;
import io.follow.gateway.testing.HttpAnswer;
import io.follow.gateway.testing.S3Extension;
import io.follow.gateway.testing.S3Server;
import io.follow.gateway.testing.TcpProxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A store whose server, or the way to it, is in trouble. */
@ExtendWith(S3Extension.class)
class S3TroubleIT {

    private static final StorageKey KEY = new StorageKey("images/1.webp");
    private static final byte[] OLD = "old".getBytes(StandardCharsets.UTF_8);
    private static final byte[] NEW = new byte[4_000_000];

    private static S3Server server;
    private static Bucket bucket;

    private final TcpProxy proxy = TcpProxy.to(server.port());
    private final S3Clients clients = new S3Clients();
    private ImageStore store;

    @TempDir
    private static Path spool;

    @BeforeAll
    static void startServer(S3Server shared) {
        server = shared.withBucket("images");
        bucket = Bucket.of(server, "images");
    }

    @AfterAll
    static void stopServer() {
        bucket.close();
    }

    @BeforeEach
    void open() throws JobException {
        store = open("//images");
        store.write(KEY, OLD, "image/webp");
    }

    private ImageStore open(String place) {
        S3Settings settings = new S3Settings(
                S3Settings.endpoint("http://127.0.0.1:" + proxy.port()), null, null, null, Duration.ofSeconds(5));
        return new S3Stores(clients, settings, spool).open(place);
    }

    @AfterEach
    void stop() {
        clients.close();
        proxy.close();
    }

    @Test
    void fallsSilent() {
        proxy.stall();
        assertBothFailWith("the server did not answer in time");
        assertOldObject();
    }

    @Test
    void isAway() {
        proxy.close();
        assertBothFailWith("the server cannot be reached");
        assertOldObject();
    }

    @Test
    void worksAgainAtOnceWithAServerThatIsBack() throws JobException {
        // given
        proxy.stall();
        assertFails(store::checkReadable, ErrorCode.STORAGE_READ_FAILED);
        assertFails(() -> store.write(KEY, NEW, "image/webp"), ErrorCode.STORAGE_UPLOAD_FAILED);

        // when
        proxy.pass();
        proxy.cut();

        // then
        store.checkReadable();
        store.checkWritable();
        store.write(KEY, NEW, "image/webp");
        assertThat(store.read(KEY, NEW.length)).isEqualTo(NEW);
    }

    @Test
    void hasClosedConnectionsThatWereKeptForLater() throws JobException {
        proxy.cut();
        assertThat(store.read(KEY, 100)).isEqualTo(OLD);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "500 | <html>it broke</html> | the server answered 500",
                "500 | <Error><Code>InternalError</Code></Error> | the server answered 500 InternalError",
                "503 | <Error><Code>SlowDown</Code></Error> | the server asks for fewer requests (503 SlowDown)",
                "403 | <Error><Code>InvalidAccessKeyId</Code></Error>"
                        + "| the server does not know the access key (403 InvalidAccessKeyId)",
                "301 | <Error><Code>PermanentRedirect</Code></Error>"
                        + "| the bucket is in another region, set IMG_GW_S3_REGION (301 PermanentRedirect)",
                "307 | <Error><Code>TemporaryRedirect</Code></Error>"
                        + "| the bucket is in another region, set IMG_GW_S3_REGION (307 TemporaryRedirect)",
                "400 | <Error><Code>AuthorizationHeaderMalformed</Code></Error>"
                        + "| the bucket is in another region, set IMG_GW_S3_REGION (400 AuthorizationHeaderMalformed)",
                "403 | <Error><Code>RequestTimeTooSkewed</Code></Error>"
                        + "| the clocks of this machine and of the server differ by more than 15 minutes, set the wrong"
                        + " one (403 RequestTimeTooSkewed)",
                "400 | <Error><Code>KMS.NotFoundException</Code></Error>"
                        + "| the KMS key cannot be used, check kmsKeyId of the store (400 KMS.NotFoundException)",
                "404 | not what you think | the server answered 404",
                "400 | <Error><Code>a secret: b</Code></Error> | the server answered 400"
            })
    void answersWithAnError(int status, String body, String reason) {
        try (HttpAnswer trouble = HttpAnswer.of(status, body)) {
            proxy.leadTo(trouble.port());
            proxy.cut();
            assertBothFailWith(reason);
        }
        assertOldObject();
    }

    @Test
    void answersWithSomethingElseThanItself() {
        try (HttpAnswer page = HttpAnswer.of(200, "<html>log in first</html>")) {
            proxy.leadTo(page.port());
            proxy.cut();
            assertFails(() -> store.write(KEY, NEW, "image/webp"), ErrorCode.STORAGE_UPLOAD_FAILED)
                    .withMessage("the store cannot be written: the answer is not one of an S3 server");
        }
    }

    @Test
    void isAskedWithoutCredentials() {
        // given
        S3Settings settings =
                new S3Settings(S3Settings.endpoint(server.endpoint()), null, null, "nobody", Duration.ofSeconds(1));
        ImageStore stranger = new S3Stores(clients, settings, spool).open("//images");

        // when // then
        assertFails(stranger::checkReadable, ErrorCode.STORAGE_READ_FAILED)
                .withMessage("the store cannot be read: no credentials found, expected"
                        + " IMG_GW_S3_ACCESS_KEY_ID and IMG_GW_S3_SECRET_ACCESS_KEY, AWS_ACCESS_KEY_ID and"
                        + " AWS_SECRET_ACCESS_KEY, or a profile or role");
    }

    private void assertBothFailWith(String reason) {
        assertFails(() -> store.read(KEY, NEW.length), ErrorCode.STORAGE_READ_FAILED)
                .withMessage("the store cannot be read: " + reason);
        assertFails(store::checkReadable, ErrorCode.STORAGE_READ_FAILED)
                .withMessage("the store cannot be read: " + reason);
        assertFails(() -> store.write(KEY, NEW, "image/webp"), ErrorCode.STORAGE_UPLOAD_FAILED)
                .withMessage("the store cannot be written: " + reason);
        assertFails(store::checkWritable, ErrorCode.STORAGE_UPLOAD_FAILED)
                .withMessage("the store cannot be written: " + reason);
    }

    private static void assertOldObject() {
        assertThat(bucket.bytes(KEY.value())).isEqualTo(OLD);
    }

    private static ThrowableAssertAlternative<JobException> assertFails(ThrowingCallable call, ErrorCode code) {
        return assertThatExceptionOfType(JobException.class)
                .isThrownBy(call)
                .satisfies(failure -> assertThat(failure.getCode()).isEqualTo(code));
    }
}
