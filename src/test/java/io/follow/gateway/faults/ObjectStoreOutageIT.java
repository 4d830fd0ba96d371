package io.follow.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.follow.gateway.contract.JobClient;
import io.follow.gateway.storage.s3.Bucket;
import io.follow.gateway.testing.HttpAnswer;
import io.follow.gateway.testing.S3Server;
import io.follow.gateway.testing.TcpProxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A target bucket whose server, or the way to it, is in trouble while two hundred jobs wait. */
@ExtendWith(FaultReportExtension.class)
class ObjectStoreOutageIT {

    private static final int WAITING = 200;

    /** The waits between four tries: 1 s, 2 s and 4 s. */
    private static final Duration ALL_WAITS = Duration.ofSeconds(7);

    private static S3Server server;
    private static Bucket bucket;
    private static TcpProxy proxy;
    private static FaultEnvironment environment;

    @BeforeAll
    static void start(FaultReport report) {
        server = S3Server.start("web");
        bucket = Bucket.of(server, "web");
        proxy = TcpProxy.to(server.port());
        environment = FaultEnvironment.empty(report);
        environment.storeIn(TargetStore.in(bucket));
        environment.addWorker(Map.of(
                "IMG_GW_S3_ENDPOINT",
                "http://127.0.0.1:" + proxy.port(),
                "IMG_GW_S3_TIMEOUT",
                "5s",
                "IMG_GW_TARGET_STORE",
                "s3://web",
                "IMG_GW_UPLOAD_RETRY_BASE_MS",
                "1000"));
    }

    @AfterAll
    static void stop() {
        environment.close();
        proxy.close();
        bucket.close();
        server.close();
    }

    /** No test leaves objects to the next one. */
    @AfterEach
    void clear() {
        bucket.clear();
    }

    @Test
    void errorsCostTheJobsInHandFourTriesAndNotTheBacklog() {
        environment.reset("object store: answers 500");
        try (HttpAnswer trouble = HttpAnswer.of(500, "<Error><Code>InternalError</Code></Error>")) {
            Instant begin = Instant.now();

            List<Map<String, String>> failed = costsTheJobsInHandAndNotTheBacklog(
                    () -> leadTo(trouble.port()),
                    "the store cannot be written: the server answered 500 InternalError",
                    () -> leadTo(server.port()));

            assertThat(failed)
                    .allSatisfy(result -> assertThat(Duration.between(begin, Instant.parse(result.get("failed_at"))))
                            .isGreaterThanOrEqualTo(ALL_WAITS));
        }
    }

    @Test
    @Tag("soak")
    void silenceCostsTheJobsInHandAndNotTheBacklog() {
        environment.reset("object store: is silent");
        costsTheJobsInHandAndNotTheBacklog(
                proxy::stall, "the store cannot be written: the server did not answer in time", () -> {
                    // What was never answered must not arrive late.
                    proxy.cut();
                    proxy.pass();
                });
    }

    @Test
    void aServerThatIsKilledCostsTheJobsInHandAndNotTheBacklog() {
        environment.reset("object store: is killed");
        costsTheJobsInHandAndNotTheBacklog(server::kill, "the store cannot be written: ", server::restart);
    }

    private void leadTo(int port) {
        proxy.leadTo(port);
        proxy.cut();
    }

    /** Returns the results of the jobs in hand. */
    private List<Map<String, String>> costsTheJobsInHandAndNotTheBacklog(
            Runnable trouble, String message, Runnable end) {
        // when
        trouble.run();
        environment.countFault();
        List<SubmittedJob> jobs = environment.send(WAITING);
        environment.awaitNoneReady();
        await().atMost(FaultEnvironment.LIMIT)
                .until(() ->
                        !environment.jobClient().bodies(JobClient.DEAD_LETTERS).isEmpty()
                                && environment.jobClient().pending() == 0);

        // then
        List<Map<String, String>> failed = environment.jobClient().bodies(JobClient.RESULT);
        assertThat(failed).hasSizeLessThan(WAITING / 4).allSatisfy(result -> {
            assertThat(result).containsEntry("error_code", "STORAGE_UPLOAD_FAILED");
            assertThat(result.get("error_message")).startsWith(message);
        });

        // when
        end.run();

        // then
        jobs.forEach(environment::resultOf);
        assertThat(environment.jobClient().bodies(JobClient.DEAD_LETTERS)).hasSameSizeAs(failed);
        environment.checkInvariants();
        return failed;
    }
}
