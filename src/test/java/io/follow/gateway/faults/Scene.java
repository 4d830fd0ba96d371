package io.follow.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.follow.gateway.contract.Job;
import io.follow.gateway.contract.Wire;
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

/** A server, two workers and the jobs that a test has sent. Used by the thread of the tests only. */
final class Scene implements AutoCloseable {

    static final Duration LIMIT = Duration.ofMinutes(2);

    private static final Duration READY_LIMIT = Duration.ofMinutes(5);

    /** How long a worker may be silent before it loses its jobs. */
    static final int CLAIM_IDLE_MILLIS = 1_000;

    static final int MAX_DELIVERIES = 3;

    private static final List<String> COMMANDS_THAT_MEND = List.of(
            "CONFIG SET maxmemory 0",
            "CONFIG SET timeout 0",
            "CONFIG SET appendfsync always",
            "CONFIG SET key-load-delay 0",
            "REPLICAOF NO ONE",
            "ACL SETUSER " + Ground.USER + " +@all");

    static final int WORKERS = 2;
    static final int JOBS_PER_WORKER = 2;

    private final Report report;
    private final ValkeyServer server;
    private final Wire wire;
    private final EndWatch ends;
    private final Ground ground = Ground.create();
    private final List<Worker> workers = new ArrayList<>();
    private final List<Sent> sent = new ArrayList<>();
    private String name = "";
    private int faults;
    private TargetStore target = TargetStore.in(ground.processed());
    private final Set<String> imagesOfLostJobs = new HashSet<>();
    private boolean manyFaultsAtOnce;

    private Scene(Report report) {
        this.report = report;
        server = ValkeyServer.start(
                "--appendonly",
                "yes",
                "--appendfsync",
                "always",
                "--enable-debug-command",
                "yes",
                "--user",
                Ground.USER,
                "on",
                ">" + Ground.PASSWORD,
                "~*",
                "&*",
                "+@all");
        wire = new Wire(server.uri());
        ends = new EndWatch(server.uri());
    }

    static Scene start(Report report) {
        Scene scene = new Scene(report);
        IntStream.range(0, WORKERS).forEach(i -> scene.addWorker(Map.of()));
        return scene;
    }

    /** A scene to which the test adds its workers. */
    static Scene empty(Report report) {
        return new Scene(report);
    }

    /** Lets the invariants look for objects elsewhere than in the workers' folder. */
    void storeIn(TargetStore elsewhere) {
        target = elsewhere;
    }

    Worker addWorker(Map<String, String> settings, String... jvm) {
        return addWorker(builder -> builder.env(settings).jvm(jvm));
    }

    Worker addWorker(UnaryOperator<GatewayProcess.Builder> settings) {
        Worker worker = ground.worker(server.port(), settings);
        workers.add(worker);
        return worker;
    }

    /** Makes everything whole again and waits until all workers are ready. */
    void begin(String testName) {
        beginUnready(testName);
        awaitAllReady();
    }

    /** Makes everything whole again. */
    void beginUnready(String testName) {
        name = testName;
        faults = 0;
        manyFaultsAtOnce = false;
        if (server.isAlive()) {
            server.resume();
        } else {
            server.restart();
        }
        COMMANDS_THAT_MEND.forEach(command -> server.command(command.split(" ")));
        workers.forEach(Worker::mend);
    }

    ValkeyServer server() {
        return server;
    }

    Wire wire() {
        return wire;
    }

    Ground ground() {
        return ground;
    }

    Signposts signposts() {
        return ground.signposts();
    }

    List<Worker> workers() {
        return List.copyOf(workers);
    }

    /** Puts the raw image of a job where it belongs, and the job into the stream. */
    Sent send(Job job) {
        ground.putSource(job, Images.small());
        return add(job);
    }

    Sent send(Fault fault, Place place) {
        return send(Images.with(fault, place));
    }

    /** Sends a number of jobs that bring no fault. */
    List<Sent> send(int count) {
        return IntStream.range(0, count).mapToObj(i -> send(Images.plain())).toList();
    }

    /** Adds a job whose raw image is there. */
    Sent add(Job job) {
        return remember(new Sent(job, wire.add(job)));
    }

    /** A job that a worker, dead by now, has in hand. */
    Sent sendTakenBy(String deadWorker, Job job) {
        ground.putSource(job, Images.small());
        return remember(new Sent(job, wire.addTakenBy(deadWorker, 1, job)));
    }

    Sent remember(Sent job) {
        sent.add(job);
        return job;
    }

    /** A job whose entry a test destroys is not expected to end. What it has stored stays, so it is removed. */
    void forget(Sent destroyed) {
        sent.remove(destroyed);
        ground.removeObject(destroyed.job());
    }

    /** A job whose entry was destroyed has no result, and what its image was left in is nobody's to tell. */
    void lost(Sent destroyed) {
        imagesOfLostJobs.add(destroyed.imageId());
    }

    /** Counts a fault; returns itself. */
    Scene fault() {
        faults++;
        return this;
    }

    /** Waits until a job has come to a place for the given time. */
    void awaitAt(Place place, Sent job, int times) {
        await(job + " at " + place)
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> signposts().visits(place, job.imageId()).size() >= times);
    }

    /** The worker that a job came to last. */
    Worker workerOf(Sent job) {
        List<Signposts.Visit> visits = signposts().visits(Place.DECODE, job.imageId());
        long pid = visits.get(visits.size() - 1).pid();
        return workers.stream()
                .filter(worker -> worker.process().process().pid() == pid)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no worker has the process id " + pid));
    }

    /** The consumer for which a job is pending. */
    String consumerOf(Sent job) {
        return wire.commands()
                .xpending(Wire.PROCESS, Wire.GROUP, Range.create(job.jobId(), job.jobId()), Limit.from(1))
                .get(0)
                .getConsumer();
    }

    /** The delivery counts of the runs of a job, in their order. */
    List<Integer> runsOf(Sent job) {
        return signposts().visits(Place.DECODE, job.imageId()).stream()
                .map(Signposts.Visit::deliveryCount)
                .toList();
    }

    /**
     * Returns when every worker has let go of whatever it had in hand, and has worked on one job more. Workers that what
     * they had in hand has killed are started again.
     */
    void occupyAllWorkers() {
        List<Sent> one = Stream.generate(() -> send(Fault.WAIT, Place.DECODE))
                .limit((long) workers.size() * JOBS_PER_WORKER)
                .toList();
        await("all workers are at work at once")
                .atMost(READY_LIMIT)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    superviseAllBut(Set.of());
                    return one.stream().noneMatch(job -> signposts()
                            .visits(Place.DECODE, job.imageId())
                            .isEmpty());
                });
        one.forEach(this::letGo);
        awaitEmptyStream();
    }

    void letGo(Sent job) {
        signposts().letGo(job.imageId());
    }

    /** The one result of a job. */
    Map<String, String> resultOf(Sent job) {
        return wire.resultOf(job.jobId());
    }

    /** SIGKILL, as a fault. */
    void kill(Worker worker) {
        fault();
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

    /** The workers that some jobs came to last. */
    List<Worker> workersOf(List<Sent> jobs) {
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

    /** Waits until any worker has said so. */
    void awaitLine(String words) {
        await("a worker says: " + words)
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> workers.stream()
                        .anyMatch(worker -> worker.process().log().contains(words)));
    }

    /** Lets a fault last. */
    void pass(int seconds) {
        Duration time = Duration.ofSeconds(seconds);
        await().atMost(time.plus(LIMIT)).pollDelay(time).until(() -> true);
    }

    /** Starts workers again that a job has killed, as a supervisor does. */
    void superviseAllBut(Set<Worker> down) {
        workers.stream()
                .filter(worker -> !worker.isAlive() && !down.contains(worker))
                .forEach(Worker::mend);
    }

    void awaitEmptyStream() {
        invariants().awaitTheEndOfAllJobs();
    }

    /**
     * From now on, until the test ends, a job that ran more than once may fail although it has stored its object: an
     * earlier run had stored it and lost the job to one fault, the last one failed by another.
     */
    void expectManyFaultsAtOnce() {
        manyFaultsAtOnce = true;
    }

    /** Waits for the end of all jobs and checks what must hold after every fault. */
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
        assertThat(ends.takeTooEarly()).as("ends told before their results").isEmpty();
        workers.stream().filter(worker -> !worker.isAlive()).forEach(Worker::mend);
        awaitAllReady();
        tidy();
    }

    private Invariants invariants() {
        return new Invariants(
                wire,
                ground.data(),
                target,
                sent,
                job -> manyFaultsAtOnce && runsOf(job).size() > 1,
                Set.copyOf(imagesOfLostJobs));
    }

    /** After a failed test: nothing of it may reach the next one. */
    void abandon() {
        System.out.println(name + " failed; what its workers said is in " + saveLogs());
        workers.forEach(worker -> worker.process().close());
        server.restart();
        server.command("FLUSHALL");
        ends.takeTooEarly();
        tidy();
    }

    private Path saveLogs() {
        Path logs = Path.of("target/fault-logs", name.replaceAll("\\W+", "-"));
        ground.saveLogs(logs);
        return logs;
    }

    private void tidy() {
        sent.clear();
        imagesOfLostJobs.clear();
        Stream.of(Wire.RESULT, Wire.DEAD_LETTERS).forEach(key -> wire.commands().del(key));
        ground.tidy();
    }

    @Override
    public void close() {
        saveLogs();
        workers.forEach(Worker::close);
        ends.close();
        wire.close();
        server.close();
        ground.close();
    }
}
