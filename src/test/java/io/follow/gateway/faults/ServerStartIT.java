package io.follow.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.follow.gateway.contract.Job;
import io.follow.gateway.contract.JobClient;
import io.follow.gateway.testing.FreePorts;
import io.follow.gateway.testing.GatewayProcess;
import io.follow.gateway.testing.TcpProxy;
import io.follow.gateway.testing.ValkeyServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A server that is not there yet, refuses, or moves. */
@ExtendWith(FaultReportExtension.class)
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
    void waitsForAServerThatIsNotUpYetAndFollowsItToAnotherAddress() {
        // given
        try (Worker worker = directories.worker(FreePorts.next())) {
            GatewayProcess gateway = worker.process();
            await().atMost(FaultEnvironment.LIMIT).until(() -> gateway.get("/health") == 200);
            await().atMost(FaultEnvironment.LIMIT).until(() -> linesAboutReading(gateway) > 0);
            assertThat(gateway.get("/health/ready")).isEqualTo(503);
            assertThat(linesAboutReading(gateway)).isEqualTo(1);

            for (int address = 1; address <= 2; address++) {
                // when
                try (ValkeyServer server = start(TestDirectories.PASSWORD)) {
                    worker.proxy().leadTo(server.port());

                    // then
                    gateway.awaitReady();
                    worksOn(server, "a server at its address number " + address + " is found");
                }
                await().atMost(FaultEnvironment.LIMIT).until(() -> gateway.get("/health/ready") == 503);
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
        try (ValkeyServer old = start(TestDirectories.PASSWORD);
                ValkeyServer next = start(TestDirectories.PASSWORD);
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
    void saysInOneLineThatThePasswordIsWrongAndWorksOnceItIsRight() {
        // given
        try (ValkeyServer server = start("old");
                Worker worker = directories.worker(
                        server.port(), Map.of("REDIS_URL", url("new-secret", "127.0.0.1", server.port())))) {
            GatewayProcess gateway = worker.process();
            await().atMost(FaultEnvironment.LIMIT).until(() -> gateway.log().contains("WRONGPASS"));
            assertThat(gateway.get("/health/ready")).isEqualTo(503);
            assertThat(linesAboutReading(gateway)).isEqualTo(1);
            assertThat(gateway.log()).doesNotContain("new-secret", "\tat ");

            // when
            server.command("ACL", "SETUSER", TestDirectories.USER, ">new-secret");

            // then
            gateway.awaitReady();
            worksOn(server, "a password that was wrong is right");
        }
    }

    private static ValkeyServer start(String password) {
        return ValkeyServer.start("--user", TestDirectories.USER, "on", ">" + password, "~*", "&*", "+@all");
    }

    private static String url(String password, String host, int port) {
        return "redis://" + TestDirectories.USER + ":" + password + "@" + host + ":" + port;
    }

    private void worksOn(ValkeyServer server, String name) {
        try (JobClient jobClient = new JobClient(server.uri())) {
            List<SubmittedJob> jobs =
                    Stream.generate(() -> send(jobClient)).limit(JOBS).toList();
            Invariants invariants = directories.invariants(jobClient, jobs);
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

    private static long linesAboutReading(GatewayProcess gateway) {
        return gateway.log()
                .lines()
                .filter(line -> line.contains("WARN") && line.contains("reading image:process"))
                .count();
    }
}
