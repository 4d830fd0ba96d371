package io.follow.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.follow.gateway.contract.JobClient;
import io.follow.gateway.job.ErrorCode;
import io.lettuce.core.RedisCommandExecutionException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What must hold for all jobs after any fault. */
final class Invariants {

    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final JobClient jobClient;
    private final Path data;
    private final TargetStore target;
    private final List<SubmittedJob> submitted;
    private final Predicate<SubmittedJob> mayHaveLeftItsObject;
    private final Set<String> imagesOfDestroyedJobs;

    /**
     * @param mayHaveLeftItsObject whether a failed job may have left an object of an earlier run, which lost the job
     *     after it had stored it
     * @param imagesOfDestroyedJobs the images of jobs whose entries a fault destroyed
     */
    Invariants(
            JobClient jobClient,
            Path data,
            TargetStore target,
            List<SubmittedJob> submitted,
            Predicate<SubmittedJob> mayHaveLeftItsObject,
            Set<String> imagesOfDestroyedJobs) {
        this.jobClient = jobClient;
        this.data = data;
        this.target = target;
        this.submitted = List.copyOf(submitted);
        this.mayHaveLeftItsObject = mayHaveLeftItsObject;
        this.imagesOfDestroyedJobs = imagesOfDestroyedJobs;
    }

    /** Waits until the stream is empty; a job without a result then is lost. */
    void awaitTheEndOfAllJobs() {
        await("all jobs have ended")
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> jobClient.commands().xlen(JobClient.PROCESS) == 0);
    }

    FaultReport.Row count(String name, int faults) {
        Map<String, Long> results = resultsByJob();
        return new FaultReport.Row(
                name,
                faults,
                submitted.size(),
                results.values().stream().mapToInt(Long::intValue).sum(),
                jobClient.bodies(JobClient.DEAD_LETTERS).size(),
                (int) submitted.stream()
                        .filter(job -> !results.containsKey(job.jobId()))
                        .count(),
                (int) results.values().stream().filter(count -> count > 1).count());
    }

    void check() {
        oneResultEach();
        deadLettersAsTheTableSays();
        nothingLeftOnTheServer();
        statusAgrees();
        objectsOfSucceededJobsOnly();
        noTemporaryFiles();
    }

    private Map<String, Long> resultsByJob() {
        return jobClient.bodies(JobClient.RESULT).stream()
                .collect(Collectors.groupingBy(
                        result -> String.valueOf(result.get("job_id")), TreeMap::new, Collectors.counting()));
    }

    private void oneResultEach() {
        Map<String, Long> expected = submitted.stream()
                .collect(Collectors.toMap(SubmittedJob::jobId, job -> 1L, (one, other) -> one, TreeMap::new));
        Map<String, Long> found = resultsByJob();
        Map<String, Long> wrong = new TreeMap<>(expected);
        found.forEach((job, count) -> wrong.merge(job, count, (one, other) -> one.equals(other) ? null : other));
        assertThat(wrong)
                .as("jobs without, and with an unexpected number of results")
                .isEmpty();
    }

    private void deadLettersAsTheTableSays() {
        List<String> expected = jobClient.bodies(JobClient.RESULT).stream()
                .filter(result -> isKept(result.get("error_code")))
                .map(result -> result.get("job_id"))
                .sorted()
                .toList();
        assertThat(jobClient.bodies(JobClient.DEAD_LETTERS).stream()
                        .map(letter -> letter.get("dlq_entry_id"))
                        .sorted())
                .as("dead letters by job")
                .isEqualTo(expected);
    }

    private static boolean isKept(String code) {
        return code != null && ErrorCode.valueOf(code).isDeadLetter();
    }

    private void nothingLeftOnTheServer() {
        await("the group is there, if need be again")
                .atMost(LIMIT)
                .ignoreExceptionsInstanceOf(RedisCommandExecutionException.class)
                .until(() -> jobClient.pending() >= 0);
        assertThat(jobClient.commands().xlen(JobClient.PROCESS)).as("entries").isZero();
        assertThat(jobClient.pending()).as("pending entries").isZero();
    }

    private void statusAgrees() {
        Map<String, Map<String, String>> byJob = new LinkedHashMap<>();
        jobClient.bodies(JobClient.RESULT).forEach(result -> byJob.put(result.get("job_id"), result));
        Map<String, Map<String, String>> ofLatestJobs = new LinkedHashMap<>();
        submitted.forEach(job -> ofLatestJobs.put(job.imageId(), byJob.get(job.jobId())));
        ofLatestJobs.keySet().removeAll(imagesOfDestroyedJobs);
        submitted.stream()
                .filter(job -> ofLatestJobs.containsKey(job.imageId()))
                .forEach(job -> {
                    Map<String, String> result = ofLatestJobs.get(job.imageId());
                    Map<String, String> status = jobClient.statusOf(job.job());
                    boolean processed = "processed".equals(result.get("status"));
                    assertThat(status)
                            .as("status of %s", job)
                            .containsEntry("stage", processed ? "done" : "failed")
                            .containsEntry("job_id", result.get("job_id"));
                    assertThat(status.get("error_code"))
                            .as("error code of %s", job)
                            .isEqualTo(result.get("error_code"));
                });
        noEndWithoutItsResult(byJob);
    }

    /** The status of a destroyed job may be missing or incomplete, but must not claim an end without a result. */
    private void noEndWithoutItsResult(Map<String, Map<String, String>> byJob) {
        imagesOfDestroyedJobs.forEach(image -> {
            Map<String, String> status = jobClient.commands().hgetall(JobClient.STATUS + image);
            String stage = status.getOrDefault("stage", "");
            if (stage.equals("done") || stage.equals("failed")) {
                assertThat(byJob.getOrDefault(status.get("job_id"), Map.of()))
                        .as("result of %s, whose status is %s", image, status)
                        .containsEntry("status", stage.equals("done") ? "processed" : "failed");
            }
        });
    }

    private void objectsOfSucceededJobsOnly() {
        Map<String, String> expected = new TreeMap<>();
        jobClient.bodies(JobClient.RESULT).stream()
                .filter(result -> "processed".equals(result.get("status")))
                .forEach(result -> expected.put(result.get("storage_key"), result.get("sha256")));
        Map<String, String> found = target.sha256ByKey();
        Set<String> leftovers = Stream.concat(
                        submitted.stream().filter(mayHaveLeftItsObject).map(SubmittedJob::imageId),
                        imagesOfDestroyedJobs.stream())
                .map(TestDirectories::objectKey)
                .collect(Collectors.toSet());
        found.keySet().removeIf(key -> !expected.containsKey(key) && leftovers.contains(key));
        assertThat(differences(expected, found))
                .as("objects that are missing, wrong or not to be there")
                .isEmpty();
    }

    private static List<String> differences(Map<String, String> expected, Map<String, String> found) {
        return Stream.concat(expected.keySet().stream(), found.keySet().stream())
                .distinct()
                .filter(key -> !Objects.equals(expected.get(key), found.get(key)))
                .map(key -> key + ": " + found.get(key) + " instead of " + expected.get(key))
                .toList();
    }

    private void noTemporaryFiles() {
        await("no temporary files").atMost(LIMIT).untilAsserted(() -> assertThat(FileTree.filesIn(data).stream()
                        .filter(file -> file.toString().contains(".gateway-tmp")))
                .as("temporary files")
                .isEmpty());
    }
}
