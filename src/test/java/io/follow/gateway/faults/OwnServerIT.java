package io.follow.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.follow.gateway.contract.Job;
import io.follow.gateway.contract.JobClient;
import io.follow.gateway.embedded.RunningServer;
import io.follow.gateway.testing.FreePorts;
import io.follow.gateway.testing.GatewayProcess;
import io.follow.gateway.testing.ServerUnderTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** The gateway's own server is killed. */
@ExtendWith(FaultReportExtension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OwnServerIT {

    private static final int MOST_DEATHS = 5;

    /** Well below the ten seconds that a stop leaves for jobs in hand here. */
    private static final Duration PROMPTLY = Duration.ofSeconds(8);

    private static TestDirectories directories;
    private static Worker worker;

    private final FaultReport report;

    OwnServerIT(FaultReport report) {
        this.report = report;
    }

    @BeforeAll
    static void start() throws IOException {
        directories = TestDirectories.create();
        // No sample picture: every result here is that of a job that was sent.
        Files.createFile(directories.data().resolve("sample-shown"));
        worker = directories.worker(
                FreePorts.next(),
                Map.of(
                        "REDIS_URL", "",
                        "VALKEY_SERVER_BIN", ServerUnderTest.program().path().toString(),
                        "IMG_GW_SHUTDOWN_TIMEOUT", "30s"));
    }

    @AfterAll
    static void close() {
        worker.close();
        directories.close();
    }

    /** The next test finds the results of its own jobs only. */
    @AfterEach
    void cleanUp() throws IOException {
        try (JobClient jobClient = new JobClient(RunningServer.uri(directories.data()))) {
            jobClient.commands().del(JobClient.RESULT, JobClient.DEAD_LETTERS);
            jobClient.awaitWritten();
        }
        directories.cleanUp();
    }

    /** Ends with a process that was started anew, whose server has not ended yet; the other test needs that. */
    @Test
    @Order(1)
    void anOwnServerThatIsKilledFiveTimesInAMinuteStaysAwayAndKeepsNobodyFromItsFolder() throws Exception {
        // given
        GatewayProcess gateway = worker.process().awaitReady();
        List<SubmittedJob> jobs;
        try (JobClient jobClient = new JobClient(RunningServer.uri(directories.data()))) {
            jobs = IntStream.range(0, FaultEnvironment.JOBS_PER_WORKER)
                    .mapToObj(i -> send(jobClient, FaultyJobs.with(JobFault.WAIT, InjectionPoint.SETTLE)))
                    .toList();
            jobs.forEach(this::awaitAtSettle);
        }

        // when
        for (int death = 1; death < MOST_DEATHS; death++) {
            awaitAnotherThan(killServer(), gateway);
        }
        killServer();

        // then
        await().atMost(FaultEnvironment.LIMIT).until(() -> gateway.log().contains("it is not restarted until"));
        assertThat(gateway.get("/health/ready")).isEqualTo(503);
        assertThat(body(gateway, "/health/ready"))
                .contains("\"own-server\":\"the embedded server has ended 5 times within a minute");
        assertThat(gateway.get("/health")).isEqualTo(200);

        // when: it is stopped with jobs that cannot be ended
        jobs.forEach(job -> directories.checkpoints().release(job.imageId()));
        long since = System.nanoTime();
        int code = gateway.terminate();

        // then
        assertThat(code).isEqualTo(143);
        assertThat(Duration.ofNanos(System.nanoTime() - since)).isLessThan(PROMPTLY);
        assertThat(gateway.log()).doesNotContain("\tat ");

        // when: it is started again at once
        worker.restore();
        worker.process().awaitReady();

        // then
        try (JobClient jobClient = new JobClient(RunningServer.uri(directories.data()))) {
            Invariants invariants = directories.invariants(jobClient, jobs);
            invariants.awaitTheEndOfAllJobs();
            report.add(invariants.count("an own server that is killed five times in a minute stays away", 5));
            invariants.check();
        }
    }

    @Test
    @Order(2)
    void anOwnServerThatIsKilledIsStartedAgainAndCostsNoJob() throws Exception {
        // given: jobs in hand, and others behind them
        GatewayProcess gateway = worker.process().awaitReady();
        URI server = RunningServer.uri(directories.data());
        List<SubmittedJob> jobs = new ArrayList<>();
        try (JobClient jobClient = new JobClient(server)) {
            List<SubmittedJob> inHand = Stream.generate(
                            () -> send(jobClient, FaultyJobs.with(JobFault.WAIT, InjectionPoint.SETTLE)))
                    .limit(FaultEnvironment.JOBS_PER_WORKER)
                    .toList();
            inHand.forEach(this::awaitAtSettle);
            jobs.addAll(inHand);
            jobs.addAll(send(jobClient, 40));
            jobClient.awaitWritten();

            // when
            long first = killServer();

            // then: the same data, port and password
            awaitAnotherThan(first, gateway);
            assertThat(RunningServer.uri(directories.data())).isEqualTo(server);
            inHand.forEach(job -> directories.checkpoints().release(job.imageId()));

            // when: of the shell between and the server, only the former is killed
            long second = serverPid();
            ProcessHandle.of(second)
                    .flatMap(ProcessHandle::parent)
                    .orElseThrow()
                    .destroyForcibly();

            // then
            awaitAnotherThan(second, gateway);
            jobs.addAll(send(jobClient, 5));
            Invariants invariants = directories.invariants(jobClient, jobs);
            JobClient.persistently(() -> jobClient.commands().ping());
            invariants.awaitTheEndOfAllJobs();
            report.add(invariants.count("an own server that is killed is started again and costs no job", 2));
            invariants.check();
        }
        assertThat(gateway.log())
                .contains("has ended by signal 9; it is restarted with the same data")
                .contains("is available again after");
        assertThat(body(gateway, "/api/v1/operator/streams")).contains("\"own_server\":{\"restarts\":2");
    }

    private long killServer() throws IOException {
        long pid = serverPid();
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        return pid;
    }

    private long serverPid() throws IOException {
        return Long.parseLong(Files.readString(directories.data().resolve("valkey/server.pid"))
                .strip());
    }

    private void awaitAnotherThan(long former, GatewayProcess gateway) {
        await("another server than " + former)
                .atMost(FaultEnvironment.LIMIT)
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptions()
                .until(() -> serverPid() != former && gateway.get("/health/ready") == 200);
    }

    private List<SubmittedJob> send(JobClient jobClient, int count) {
        return Stream.generate(() -> send(jobClient, FaultyJobs.plain()))
                .limit(count)
                .toList();
    }

    private SubmittedJob send(JobClient jobClient, Job job) {
        directories.putSource(job, FaultyJobs.small());
        return new SubmittedJob(job, JobClient.persistently(() -> jobClient.add(job)));
    }

    private void awaitAtSettle(SubmittedJob job) {
        await().atMost(FaultEnvironment.LIMIT).until(() -> !directories
                .checkpoints()
                .visits(InjectionPoint.SETTLE, job.imageId())
                .isEmpty());
    }

    private static String body(GatewayProcess gateway, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + path))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
