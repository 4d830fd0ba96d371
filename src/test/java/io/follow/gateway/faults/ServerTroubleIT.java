package io.follow.gateway.faults;

import static io.follow.gateway.faults.Fault.WAIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.follow.gateway.contract.Wire;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that answers, but not as it should. */
@ExtendWith(SceneExtension.class)
class ServerTroubleIT {

    private final Scene scene;

    ServerTroubleIT(Scene scene) {
        this.scene = scene;
    }

    @ParameterizedTest
    @CsvSource({
        "CONFIG SET maxmemory 1, CONFIG SET maxmemory 0",
        "REPLICAOF 127.0.0.1 1, REPLICAOF NO ONE",
        "ACL SETUSER gateway -xack, ACL SETUSER gateway +xack"
    })
    void whatCannotBeSettledWaitsAndNothingElseIsRead(String trouble, String remedy) {
        waitsOut(trouble, remedy, 2);
    }

    @ParameterizedTest
    @Tag("soak")
    @ValueSource(strings = {"xadd", "xdel", "hset", "pexpire", "publish"})
    void anyCommandThatIsForbiddenWaitsWithAllOthersOfItsSettle(String command) {
        waitsOut("ACL SETUSER gateway -" + command, "ACL SETUSER gateway +" + command, 2);
    }

    @Test
    @Tag("soak")
    void aFullServerIsWaitedForAsLongAsItTakes() {
        waitsOut("CONFIG SET maxmemory 1", "CONFIG SET maxmemory 0", 20);
    }

    private void waitsOut(String trouble, String remedy, int seconds) {
        // given
        List<Sent> inHand = Stream.generate(() -> scene.send(WAIT, Place.SETTLE))
                .limit(Scene.WORKERS * Scene.JOBS_PER_WORKER)
                .toList();
        inHand.forEach(job -> scene.awaitAt(Place.SETTLE, job, 1));
        List<Sent> backlog = scene.send(20);

        // when
        scene.fault().server().command(trouble.split(" "));
        inHand.forEach(scene::letGo);
        scene.workersOf(inHand).forEach(scene::awaitNotReady);
        scene.pass(seconds);

        // then: nothing is half written, nothing else is begun
        backlog.forEach(job -> assertThat(scene.runsOf(job)).isEmpty());
        inHand.forEach(job -> {
            assertThat(scene.wire().resultsOf(job.jobId())).isEmpty();
            assertThat(scene.wire().hasEnded(job.jobId())).isFalse();
            assertThat(scene.wire().statusOf(job.job()).get("stage")).isNotIn("done", "failed");
        });

        // when
        scene.server().command(remedy.split(" "));

        // then
        inHand.forEach(job -> assertThat(scene.resultOf(job)).containsEntry("status", "processed"));
        backlog.forEach(job -> assertThat(scene.resultOf(job)).containsEntry("status", "processed"));
    }

    @Test
    void aResultKeyOfTheWrongTypeIsWaitedForAndNothingIsHalfWritten() {
        // given
        Sent job = scene.send(WAIT, Place.SETTLE);
        scene.awaitAt(Place.SETTLE, job, 1);
        scene.fault().server().command("DEL", Wire.RESULT);
        scene.server().command("SET", Wire.RESULT, "no stream");

        // when
        scene.letGo(job);
        scene.workersOf(List.of(job)).forEach(scene::awaitNotReady);
        assertThat(scene.wire().hasEnded(job.jobId())).isFalse();
        scene.server().command("DEL", Wire.RESULT);

        // then
        assertThat(scene.resultOf(job)).containsEntry("status", "processed");
    }

    @Test
    void aStatusKeyOfTheWrongTypeIsReplaced() {
        // given
        Sent job = scene.send(WAIT, Place.SETTLE);
        scene.awaitAt(Place.SETTLE, job, 1);
        scene.fault().server().command("DEL", Wire.statusKey(job.job()));
        scene.server().command("SET", Wire.statusKey(job.job()), "no hash");

        // when
        scene.letGo(job);

        // then
        assertThat(scene.resultOf(job)).containsEntry("status", "processed");
        assertThat(scene.wire().statusOf(job.job())).containsEntry("stage", "done");
    }

    @Test
    void aServerThatIsLoadingIsWaitedFor() {
        // given
        Sent inHand = scene.send(WAIT, Place.SETTLE);
        scene.awaitAt(Place.SETTLE, inHand, 1);

        // when
        try (SlowLoad loading = SlowLoad.begin(scene.fault().server(), scene.wire(), Duration.ofMinutes(1))) {
            scene.letGo(inHand);
            await().atMost(Scene.LIMIT)
                    .until(() -> scene.workerOf(inHand).process().log().contains("LOADING"));
            assertThat(loading.isUnderWay()).isTrue();
        }

        // then
        assertThat(scene.resultOf(inHand)).containsEntry("status", "processed");
        scene.send(5).forEach(job -> assertThat(scene.resultOf(job)).containsEntry("status", "processed"));
    }
}
