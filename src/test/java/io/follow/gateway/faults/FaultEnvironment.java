package io.follow.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.follow.gateway.contract.Job;
import io.follow.gateway.contract.JobClient;
import io.follow.gateway.testing.GatewayProcess;
import io.follow.gateway.testing.ValkeyServer;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A server, workers and the jobs that a test has submitted. Confined to the thread of the tests. */
final class FaultEnvironment implements AutoCloseable {

    static final Duration LIMIT = Duration.ofMinutes(2);

    private static final Duration READY_LIMIT = Duration.ofMinutes(5);

    /** After this idle time another worker claims a job. */
    static final int CLAIM_IDLE_MILLIS = 1_000;

    static final int MAX_DELIVERIES = 3;

    private static final List<String> COMMANDS_THAT_RESTORE = List.of(
            "CONFIG SET maxmemory 0",
            "CONFIG SET timeout 0",
            "CONFIG SET appendfsync always",
            "CONFIG SET key-load-delay 0",
            "REPLICAOF NO ONE",
            "ACL SETUSER " + TestDirectories.USER + " +@all");

    static final int WORKERS = 2;
    static final int JOBS_PER_WORKER = 2;

    private final FaultReport report;
    private final ValkeyServer server;
    private final JobClient jobClient;
    private final EndEventVerifier endEvents;
    private final TestDirectories directories = TestDirectories.create();
    private final List<Worker> workers = new ArrayList<>();
    private final List<SubmittedJob> submitted = new ArrayList<>();
    private String name = "";
    private int faults;
    private TargetStore target = TargetStore.in(directories.processed());
    private final Set<String> imagesOfDestroyedJobs = new HashSet<>();
    private boolean manyFaultsAtOnce;

    private FaultEnvironment(FaultReport report) {
        this.report = report;
        server = ValkeyServer.start(
                "--appendonly",
                "yes",
                "--appendfsync",
                "always",
                "--enable-debug-command",
                "yes",
                "--user",
                TestDirectories.USER,
                "on",
                ">" + TestDirectories.PASSWORD,
                "~*",
                "&*",
                "+@all");
        jobClient = new JobClient(server.uri());
        endEvents = new EndEventVerifier(server.uri());
    }

    static FaultEnvironment start(FaultReport report) {
        FaultEnvironment environment = new FaultEnvironment(report);
        IntStream.range(0, WORKERS).forEach(i -> environment.addWorker(Map.of()));
        return environment;
    }

    /** An environment without workers; the test adds them. */
    static FaultEnvironment empty(FaultReport report) {
        return new FaultEnvironment(report);
    }

    /** Sets the target store that the invariants check; the default is the workers' folder. */
    void storeIn(TargetStore elsewhere) {
        target = elsewhere;
    }

    Worker addWorker(Map<String, String> settings, String... jvm) {
        return addWorker(builder -> builder.env(settings).jvm(jvm));
    }

    Worker addWorker(UnaryOperator<GatewayProcess.Builder> settings) {
        Worker worker = directories.worker(server.port(), settings);
        workers.add(worker);
        return worker;
    }

    /** Undoes all faults and waits until all workers are ready. */
    void reset(String testName) {
        resetWithoutWaiting(testName);
        awaitAllReady();
    }

    /** Undoes all faults. */
    void resetWithoutWaiting(String testName) {
        name = testName;
        faults = 0;
        manyFaultsAtOnce = false;
        if (server.isAlive()) {
            server.resume();
        } else {
            server.restart();
        }
        COMMANDS_THAT_RESTORE.forEach(command -> server.command(command.split(" ")));
        workers.forEach(Worker::restore);
    }

    ValkeyServer server() {
        return server;
    }

    JobClient jobClient() {
        return jobClient;
    }

    TestDirectories directories() {
        return directories;
    }

    JobCheckpoints checkpoints() {
        return directories.checkpoints();
    }

    List<Worker> workers() {
        return List.copyOf(workers);
    }

    /** Stores the raw image of a job and adds the job to the stream. */
    SubmittedJob send(Job job) {
        directories.putSource(job, FaultyJobs.small());
        return add(job);
    }

    SubmittedJob send(JobFault fault, InjectionPoint point) {
        return send(FaultyJobs.with(fault, point));
    }

    /** Submits a number of jobs without a fault. */
    List<SubmittedJob> send(int count) {
        return IntStream.range(0, count).mapToObj(i -> send(FaultyJobs.plain())).toList();
    }

    /** Adds a job whose raw image is stored already. */
    SubmittedJob add(Job job) {
        return remember(new SubmittedJob(job, jobClient.add(job)));
    }

    /** Submits a job that is pending for a worker that no longer exists. */
    SubmittedJob sendTakenBy(String deadWorker, Job job) {
        directories.putSource(job, FaultyJobs.small());
        return remember(new SubmittedJob(job, jobClient.addTakenBy(deadWorker, 1, job)));
    }

    SubmittedJob remember(SubmittedJob job) {
        submitted.add(job);
        return job;
    }

    /** Expects no result for a job whose entry the test destroys, and removes its object. */
    void forget(SubmittedJob destroyed) {
        submitted.remove(destroyed);
        directories.removeObject(destroyed.job());
    }

    /** Expects no result and no particular status for a job whose entry was destroyed. */
    void markDestroyed(SubmittedJob destroyed) {
        imagesOfDestroyedJobs.add(destroyed.imageId());
    }

    /** Counts a fault for the report. */
    FaultEnvironment countFault() {
        faults++;
        return this;
    }

    /** Waits until a job has reached an injection point this many times. */
    void awaitReached(InjectionPoint point, SubmittedJob job, int times) {
        await(job + " at " + point)
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> checkpoints().visits(point, job.imageId()).size() >= times);
    }

    /** The worker that ran a job last. */
    Worker workerOf(SubmittedJob job) {
        List<JobCheckpoints.Visit> visits = checkpoints().visits(InjectionPoint.DECODE, job.imageId());
        long pid = visits.get(visits.size() - 1).pid();
        return workers.stream()
                .filter(worker -> worker.process().process().pid() == pid)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no worker has the process id " + pid));
    }

    /** The consumer for which a job is pending. */
    String consumerOf(SubmittedJob job) {
        return jobClient
                .commands()
                .xpending(JobClient.PROCESS, JobClient.GROUP, Range.create(job.jobId(), job.jobId()), Limit.from(1))
                .get(0)
                .getConsumer();
    }

    /** The delivery count of each run of a job, in order. */
    List<Integer> runsOf(SubmittedJob job) {
        return checkpoints().visits(InjectionPoint.DECODE, job.imageId()).stream()
                .map(JobCheckpoints.Visit::deliveryCount)
                .toList();
    }

    /**
     * Occupies every worker with one more job, so that everything it held before is settled or released. Restarts workers
     * that a job has killed.
     */
    void occupyAllWorkers() {
        List<SubmittedJob> one = Stream.generate(() -> send(JobFault.WAIT, InjectionPoint.DECODE))
                .limit((long) workers.size() * JOBS_PER_WORKER)
                .toList();
        await("all workers are at work at once")
                .atMost(READY_LIMIT)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    restartDeadWorkersExcept(Set.of());
                    return one.stream().noneMatch(job -> checkpoints()
                            .visits(InjectionPoint.DECODE, job.imageId())
                            .isEmpty());
                });
        one.forEach(this::release);
        awaitEmptyStream();
    }

    void release(SubmittedJob job) {
        checkpoints().release(job.imageId());
    }

    /** The one result of a job. */
    Map<String, String> resultOf(SubmittedJob job) {
        return jobClient.resultOf(job.jobId());
    }

    /** Sends SIGKILL and counts it as a fault. */
    void kill(Worker worker) {
        countFault();
        worker.process().kill();
    }

    void awaitAllReady() {
        await("all workers are ready")
                .atMost(READY_LIMIT)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    assertThat(workers).as("workers").allMatch(Worker::isAlive);
                    return workers.stream().allMatch(Worker::isReady);
                });
    }

    /** The workers that ran these jobs last. */
    List<Worker> workersOf(List<SubmittedJob> jobs) {
        return jobs.stream().map(this::workerOf).distinct().toList();
    }

    void awaitNotReady(Worker worker) {
        await("the worker is not ready")
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> !worker.isReady());
    }

    void awaitNoneReady() {
        await("no worker is ready")
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> workers.stream().noneMatch(Worker::isReady));
    }

    /** Waits until any worker has logged these words. */
    void awaitLine(String words) {
        await("a worker says: " + words)
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> workers.stream()
                        .anyMatch(worker -> worker.process().log().contains(words)));
    }

    /** Lets a fault last for a time. */
    void pass(int seconds) {
        Duration time = Duration.ofSeconds(seconds);
        await().atMost(time.plus(LIMIT)).pollDelay(time).until(() -> true);
    }

    /** Restarts workers that a job has killed, as a supervisor does. */
    void restartDeadWorkersExcept(Set<Worker> down) {
        workers.stream()
                .filter(worker -> !worker.isAlive() && !down.contains(worker))
                .forEach(Worker::restore);
    }

    void awaitEmptyStream() {
        invariants().awaitTheEndOfAllJobs();
    }

    /**
     * Until the test ends, allows a job with several runs to fail although its object is stored: one fault may have ended
     * the run that stored it, and another one may have failed the last run.
     */
    void expectManyFaultsAtOnce() {
        manyFaultsAtOnce = true;
    }

    /** Waits until all jobs have ended and checks the invariants. */
    void checkInvariants() {
        Invariants invariants = invariants();
        try {
            invariants.awaitTheEndOfAllJobs();
        } finally {
            report.add(invariants.count(name, faults));
        }
        try {
            invariants.check();
        } catch (AssertionError e) {
            abandon();
            throw e;
        }
        assertThat(endEvents.takePremature())
                .as("ends published before their results")
                .isEmpty();
        workers.stream().filter(worker -> !worker.isAlive()).forEach(Worker::restore);
        awaitAllReady();
        cleanUp();
    }

    private Invariants invariants() {
        return new Invariants(
                jobClient,
                directories.data(),
                target,
                submitted,
                job -> manyFaultsAtOnce && runsOf(job).size() > 1,
                Set.copyOf(imagesOfDestroyedJobs));
    }

    /** Discards all state after a failed test, so that it cannot affect the next one. */
    void abandon() {
        System.out.println(name + " failed; the logs of its workers are in " + saveLogs());
        workers.forEach(worker -> worker.process().close());
        server.restart();
        server.command("FLUSHALL");
        endEvents.takePremature();
        cleanUp();
    }

    private Path saveLogs() {
        Path logs = Path.of("target/fault-logs", name.replaceAll("\\W+", "-"));
        directories.saveLogs(logs);
        return logs;
    }

    private void cleanUp() {
        submitted.clear();
        imagesOfDestroyedJobs.clear();
        Stream.of(JobClient.RESULT, JobClient.DEAD_LETTERS)
                .forEach(key -> jobClient.commands().del(key));
        directories.cleanUp();
    }

    @Override
    public void close() {
        saveLogs();
        workers.forEach(Worker::close);
        endEvents.close();
        jobClient.close();
        server.close();
        directories.close();
    }
}
