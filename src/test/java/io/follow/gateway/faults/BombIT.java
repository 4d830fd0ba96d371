package io.follow.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.follow.gateway.contract.Job;
import io.follow.gateway.contract.JobClient;
import io.follow.gateway.image.Bomb;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Small files that would become large, in a worker with little memory. */
@ExtendWith(FaultReportExtension.class)
class BombIT {

    private static final int OF_EACH = 25;
    private static final long FOUR_GIGABYTES = 4L << 30;

    /** What compiled code and threads may still add; a single one of these pictures would take more. */
    private static final long MOST_KILOBYTES_MORE = 24 * 1_024;

    @Test
    void areRefusedFromTheirHeadersAndMemoryStaysFlat(FaultReport report) {
        try (FaultEnvironment environment = FaultEnvironment.empty(report)) {
            // given: a heap that is touched at the start does not grow, so what grows is outside of it
            Worker worker = environment.addWorker(Map.of(), "-Xms96m", "-Xmx96m", "-XX:+AlwaysPreTouch");
            environment.reset("bombs");
            environment.send(OF_EACH);
            environment.awaitEmptyStream();
            long before = worker.process().kilobytes("VmHWM");

            // when
            environment.countFault();
            for (Bomb bomb : Bomb.values()) {
                byte[] data = bomb.data();
                IntStream.range(0, OF_EACH).forEach(i -> send(environment, bomb, data));
            }
            String most = Long.toString(FOUR_GIGABYTES);
            Job huge = FaultyJobs.plain().with("max_file_size", most);
            environment.directories().putHole(huge, FOUR_GIGABYTES);
            SubmittedJob hugeFile = environment.add(huge);
            SubmittedJob claim = environment.send(FaultyJobs.plain().with("max_file_size", most));

            // then
            environment.awaitEmptyStream();
            Map<Object, Long> refused = environment.jobClient().bodies(JobClient.RESULT).stream()
                    .filter(result -> result.get("status").equals("failed"))
                    .collect(Collectors.groupingBy(result -> result.get("error_code"), Collectors.counting()));
            assertThat(refused)
                    .containsOnly(
                            entry("DECOMPRESSION_BOMB", (long) OF_EACH * (Bomb.values().length - 1)),
                            // There is no such format for the gateway.
                            entry("INVALID_MAGIC_BYTES", (long) OF_EACH),
                            entry("FILE_TOO_LARGE", 1L));
            assertThat(environment.resultOf(hugeFile)).containsEntry("error_code", "FILE_TOO_LARGE");
            assertThat(environment.resultOf(claim)).containsEntry("status", "processed");
            environment.checkInvariants();
            long more = worker.process().kilobytes("VmHWM") - before;
            report.note("Memory of a worker with a heap of 96 MB: " + before / 1_024 + " MB at the most before "
                    + OF_EACH * Bomb.values().length + " bombs, " + more / 1_024 + " MB more with them");
            assertThat(more).as("kB more than before").isLessThan(MOST_KILOBYTES_MORE);
        }
    }

    private static void send(FaultEnvironment environment, Bomb bomb, byte[] data) {
        Job job = FaultyJobs.plain().with("expected_content_type", bomb.contentType());
        environment.directories().putSource(job, data);
        environment.add(job);
    }
}
