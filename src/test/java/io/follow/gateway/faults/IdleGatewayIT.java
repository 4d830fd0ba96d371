package io.follow.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.follow.gateway.contract.JobClient;
import io.follow.gateway.testing.ValkeyServer;
import io.lettuce.core.ScriptOutputType;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A gateway that has nothing to do, on a server that keeps a great deal. */
@Tag("soak")
class IdleGatewayIT {

    private static final int MOST_COMMANDS_A_SECOND = 200;
    private static final int BATCH = 10_000;
    private static final int SECONDS = 60;

    private static final String HASHES =
            """
            for n = ARGV[1] + 1, ARGV[1] + ARGV[2] do
              redis.call('HSET', 'image:status:kept' .. n, 'stage', 'done', 'progress', '100',
                'updated_at', '2026-02-24T10:00:00Z', 'job_id', '1-' .. n)
            end
            """;

    private static final String LETTERS =
            """
            for n = ARGV[1] + 1, ARGV[1] + ARGV[2] do
              redis.call('XADD', 'image:process:dlq', '*', 'image_id', 'kept' .. n, 'dlq_entry_id', '1-' .. n)
              redis.call('HSET', 'image:process:sources', '1-' .. n, 'gateway-received/kept' .. n)
            end
            """;

    private static final String RESULTS =
            """
            for n = ARGV[1] + 1, ARGV[1] + ARGV[2] do
              redis.call('XADD', 'image:result', '*', 'image_id', 'kept' .. n, 'status', 'processed', 'job_id', '1-' .. n)
            end
            """;

    private final TestDirectories directories = TestDirectories.create();

    @Test
    void aGatewayWithoutJobsLeavesTheServerAloneHoweverMuchItKeeps() {
        try (ValkeyServer server = ValkeyServer.start(
                        "--user", TestDirectories.USER, "on", ">" + TestDirectories.PASSWORD, "~*", "&*", "+@all");
                JobClient jobClient = new JobClient(server.uri());
                directories) {
            // given
            fill(jobClient, HASHES, 300_000);
            fill(jobClient, LETTERS, 100_000);
            fill(jobClient, RESULTS, 1_000_000);
            Map<String, String> hurry =
                    Map.of("GATEWAY_STATUS_RECONCILE_INTERVAL", "10s", "GATEWAY_UPLOAD_SWEEP_INTERVAL_MS", "20000");
            try (Worker worker = directories.worker(server.port(), hurry)) {
                worker.process().awaitReady();

                // when
                long before = commands(jobClient);
                Duration time = Duration.ofSeconds(SECONDS);
                await().atMost(time.plus(FaultEnvironment.LIMIT))
                        .pollDelay(time)
                        .until(() -> true);

                // then: those that scripts ran are counted as well
                assertThat((commands(jobClient) - before) / SECONDS).isLessThan(MOST_COMMANDS_A_SECOND);
                assertThat(jobClient.commands().hlen("image:process:sources")).isEqualTo(100_000);
                assertThat(worker.isReady()).isTrue();
            }
        }
    }

    private static void fill(JobClient jobClient, String script, int count) {
        IntStream.range(0, count / BATCH).forEach(batch -> jobClient
                .commands()
                .eval(
                        script + "return 1",
                        ScriptOutputType.INTEGER,
                        new String[0],
                        Integer.toString(batch * BATCH),
                        Integer.toString(BATCH)));
    }

    private static long commands(JobClient jobClient) {
        return Long.parseLong(
                jobClient.commands().info("stats").replaceFirst("(?s).*total_commands_processed:(\\d+).*", "$1"));
    }
}
