package io.follow.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.follow.gateway.contract.JobClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A target store that is out of order. */
@ExtendWith(FaultEnvironmentExtension.class)
class TargetStoreIT {

    private final FaultEnvironment environment;

    TargetStoreIT(FaultEnvironment environment) {
        this.environment = environment;
    }

    @Test
    void anOutageOfTheStoreCostsTheJobsInHandAndNotTheBacklog() throws IOException {
        // given: nothing can be written where a file is in the way of the store's folder
        Path store = environment.directories().processed();
        Path away = store.resolveSibling("processed-away");
        Files.move(store, away);
        Files.writeString(store, "in the way");

        // when
        environment.countFault();
        List<SubmittedJob> jobs = environment.send(200);
        environment.awaitNoneReady();
        await().atMost(FaultEnvironment.LIMIT)
                .until(() ->
                        !environment.jobClient().bodies(JobClient.DEAD_LETTERS).isEmpty()
                                && environment.jobClient().pending() == 0);
        int failed = environment.jobClient().bodies(JobClient.RESULT).size();
        environment.pass(2);

        // then: the jobs in hand failed, nothing else was touched
        assertThat(environment.jobClient().bodies(JobClient.RESULT))
                .hasSize(failed)
                .hasSizeLessThan(jobs.size() / 4)
                .allSatisfy(result -> assertThat(result).containsEntry("error_code", "STORAGE_UPLOAD_FAILED"));

        // when
        Files.delete(store);
        Files.move(away, store);

        // then
        environment.awaitEmptyStream();
        assertThat(environment.jobClient().bodies(JobClient.DEAD_LETTERS)).hasSize(failed);
    }
}
