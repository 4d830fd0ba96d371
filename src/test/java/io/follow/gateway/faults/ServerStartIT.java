package io.follow.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.follow.gateway.contract.InProcessGateway;
import io.follow.gateway.contract.Job;
import io.follow.gateway.contract.JobClient;
import io.follow.gateway.testing.FreePorts;
import io.follow.gateway.testing.GatewayProcess;
import io.follow.gateway.testing.TcpProxy;
import io.follow.gateway.testing.ValkeyServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A server that is not there yet, refuses, or moves. */
@ExtendWith({FaultReportExtension.class, OutputCaptureExtension.class})
class ServerStartIT {

    private static final int JOBS = 5;

    @TempDir
    Path folder;

    private final FaultReport report;
    private final TestDirectories directories = TestDirectories.create();

    ServerStartIT(FaultReport report) {
        this.report = report;
    }

    @AfterEach
    void close() {
        directories.close();
    }

    @Test
    void waitsForAServerThatIsNotUpYetAndFollowsItToAnotherAddress(CapturedOutput log) {
        // given
        try (TcpProxy proxy = TcpProxy.to(FreePorts.next());
                InProcessGateway gateway = start(url(TestDirectories.PASSWORD, "127.0.0.1", proxy.port()))) {
            await().atMost(FaultEnvironment.LIMIT).until(() -> status(gateway, "/health") == 200);
            await().atMost(FaultEnvironment.LIMIT).until(() -> linesAboutReading(log) > 0);
            assertThat(status(gateway, "/health/ready")).isEqualTo(503);
            assertThat(linesAboutReading(log)).isEqualTo(1);

            for (int address = 1; address <= 2; address++) {
                // when
                try (ValkeyServer server = startServer(TestDirectories.PASSWORD)) {
                    proxy.leadTo(server.port());

                    // then
                    awaitReady(gateway);
                    worksOn(server, "a server at its address number " + address + " is found");
                }
                await().atMost(FaultEnvironment.LIMIT).until(() -> status(gateway, "/health/ready") == 503);
            }
        }
    }

    @Test
    @Tag("soak")
    void followsItsServerToAnotherAddressOfTheSameName() throws IOException {
        // given
        int port = FreePorts.next();
        Path hosts = folder.resolve("hosts");
        Files.writeString(hosts, "127.0.0.2 valkey.test\n");
        try (ValkeyServer old = startServer(TestDirectories.PASSWORD);
                ValkeyServer next = startServer(TestDirectories.PASSWORD);
                TcpProxy first = TcpProxy.at(new InetSocketAddress("127.0.0.2", port), old.port());
                Worker worker = directories.worker(
                        port,
                        Map.of("REDIS_URL", url(TestDirectories.PASSWORD, "valkey.test", port)),
                        "-Djdk.net.hosts.file=" + hosts)) {
            GatewayProcess gateway = worker.process().awaitReady();

            // when
            first.leadTo(FreePorts.next());
            first.cut();
            await().atMost(FaultEnvironment.LIMIT).until(() -> gateway.get("/health/ready") == 503);
            Files.writeString(hosts, "127.0.0.3 valkey.test\n");

            // then
            try (TcpProxy second = TcpProxy.at(new InetSocketAddress("127.0.0.3", port), next.port())) {
                gateway.awaitReady();
                worksOn(next, "a server at another address of the same name is found");
                assertThat(second.connections()).isPositive();
            }
        }
    }

    @Test
    void saysInOneLineThatThePasswordIsWrongAndWorksOnceItIsRight(CapturedOutput log) {
        // given
        try (ValkeyServer server = startServer("old");
                InProcessGateway gateway = start(url("new-secret", "127.0.0.1", server.port()))) {
            await().atMost(FaultEnvironment.LIMIT).until(() -> log.toString().contains("WRONGPASS"));
            assertThat(status(gateway, "/health/ready")).isEqualTo(503);
            assertThat(linesAboutReading(log)).isEqualTo(1);
            assertThat(log).doesNotContain("new-secret", "\tat ");

            // when
            server.command("ACL", "SETUSER", TestDirectories.USER, ">new-secret");

            // then
            awaitReady(gateway);
            worksOn(server, "a password that was wrong is right");
        }
    }

    private InProcessGateway start(String url) {
        return InProcessGateway.start(URI.create(url), directories.data());
    }

    private static int status(InProcessGateway gateway, String path) {
        return gateway.get(path).statusCode();
    }

    private static void awaitReady(InProcessGateway gateway) {
        await("ready").atMost(FaultEnvironment.LIMIT).until(gateway::isReady);
    }

    private static ValkeyServer startServer(String password) {
        return ValkeyServer.start("--user", TestDirectories.USER, "on", ">" + password, "~*", "&*", "+@all");
    }

    private static String url(String password, String host, int port) {
        return "redis://" + TestDirectories.USER + ":" + password + "@" + host + ":" + port;
    }

    private void worksOn(ValkeyServer server, String name) {
        try (JobClient jobClient = new JobClient(server.uri())) {
            List<SubmittedJob> jobs =
                    Stream.generate(() -> send(jobClient)).limit(JOBS).toList();
            Invariants invariants = new Invariants(
                    jobClient,
                    directories.data(),
                    TargetStore.in(directories.processed()),
                    jobs,
                    job -> false,
                    Set.of());
            invariants.awaitTheEndOfAllJobs();
            report.add(invariants.count(name, 1));
            invariants.check();
            jobs.forEach(job -> assertThat(jobClient.resultOf(job.jobId())).containsEntry("status", "processed"));
        }
        directories.cleanUp();
    }

    private SubmittedJob send(JobClient jobClient) {
        Job job = FaultyJobs.plain();
        directories.putSource(job, FaultyJobs.small());
        return new SubmittedJob(job, jobClient.add(job));
    }

    private static long linesAboutReading(CapturedOutput log) {
        return log.toString()
                .lines()
                .filter(line -> line.contains("WARN") && line.contains("reading image:process"))
                .count();
    }
}
