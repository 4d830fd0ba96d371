package io.follow.gateway.component.streams;

import static io.follow.gateway.component.streams.StreamsFixture.eventually;
import static io.follow.gateway.component.streams.StreamsFixture.from;
import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.component.streams.client.RequiredCommand;
import io.follow.gateway.component.streams.read.PermissionWatch;
import io.follow.gateway.testing.CapturedLog;
import io.follow.gateway.testing.ValkeyExtension;
import io.follow.gateway.testing.ValkeyServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.apache.camel.Exchange;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an operator takes away from the user of a running consumer. */
@ExtendWith(ValkeyExtension.class)
class PermissionWatchIT {

    private static final String LACK = "NOPERM this user may not HGETALL status:check";

    private final Semaphore worker = new Semaphore(0);
    private final Semaphore handler = new Semaphore(100);
    private final List<Object> begun = new CopyOnWriteArrayList<>();
    private final List<String> handled = new CopyOnWriteArrayList<>();
    private StreamsFixture streams;

    @BeforeEach
    void open(ValkeyServer valkey) throws Exception {
        streams = new StreamsFixture(valkey);
        streams.camel
                .getComponent("valkey-streams", ValkeyStreamsComponent.class)
                .need(List.of(RequiredCommand.onKey("HGETALL", "status:check")));
        streams.start(route -> {
            route.onException(Exception.class).handled(true).process(this::handle);
            route.from(from("permissionCheckInterval=50ms&bridgeErrorHandler=true"))
                    .process(this::work);
        });
        eventually(() -> readiness().isEmpty());
    }

    @AfterEach
    void close(ValkeyServer valkey) {
        valkey.command("ACL", "SETUSER", "default", "+@all");
        worker.release(100);
        handler.release(100);
        streams.close();
    }

    private void work(Exchange exchange) throws InterruptedException {
        begun.add(exchange.getMessage().getBody(Map.class).get("name"));
        worker.acquire();
    }

    private void handle(Exchange exchange) throws InterruptedException {
        handled.add(
                exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class).getMessage());
        handler.acquire();
    }

    /** What keeps the consumer from being ready. */
    private List<String> readiness() {
        return HealthCheckHelper.invokeReadiness(streams.camel, "full").stream()
                .filter(result -> result.getState() == HealthCheck.State.DOWN)
                .map(result -> result.getMessage().orElse("down"))
                .toList();
    }

    @Test
    void aPermissionLostWhileTheOnlyWorkerIsBusyIsNamedAndNoMoreEntriesAreRead(ValkeyServer valkey) {
        try (CapturedLog log = CapturedLog.of(PermissionWatch.class)) {
            // given
            streams.add("long");
            eventually(() -> begun.equals(List.of("long")));
            streams.add("next");

            // when
            valkey.command("ACL", "SETUSER", "default", "-hgetall");

            // then
            eventually(() -> readiness().equals(List.of(LACK)));
            worker.release();
            eventually(() -> streams.pending().isEmpty());
            assertThat(begun).containsExactly("long");
            assertThat(handled).containsExactly(LACK);
            assertThat(log.lines())
                    .containsExactly(
                            "WARN permissions for jobs in group workers: " + LACK + "; retrying until it succeeds");
        }
    }

    @Test
    void anErrorHandlerThatBlocksDoesNotKeepThePermissionFromBeingSeenAgain(ValkeyServer valkey) {
        // given
        handler.drainPermits();
        streams.add("long");
        eventually(() -> begun.equals(List.of("long")));
        valkey.command("ACL", "SETUSER", "default", "-hgetall");
        eventually(() -> handled.equals(List.of(LACK)));

        // when
        valkey.command("ACL", "SETUSER", "default", "+hgetall");

        // then
        eventually(() -> readiness().isEmpty());
    }

    @Test
    void looksEveryTenSecondsByDefault() {
        assertThat(new ValkeyStreamsConfiguration().getPermissionCheckInterval())
                .isEqualTo(Duration.ofSeconds(10).toMillis());
    }

    @Test
    void readsOnOnceThePermissionIsGrantedWhileTheWorkerIsStillBusy(ValkeyServer valkey) {
        // given
        streams.add("long");
        eventually(() -> begun.equals(List.of("long")));
        valkey.command("ACL", "SETUSER", "default", "-hgetall");
        eventually(() -> readiness().equals(List.of(LACK)));

        // when
        valkey.command("ACL", "SETUSER", "default", "+hgetall");

        // then
        eventually(() -> readiness().isEmpty());
        worker.release();
        streams.add("next");
        eventually(() -> begun.equals(List.of("long", "next")));
    }
}
