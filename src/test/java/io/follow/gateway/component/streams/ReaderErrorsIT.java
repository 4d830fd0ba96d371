package io.follow.gateway.component.streams;

import static io.follow.gateway.component.streams.StreamsFixture.JOBS;
import static io.follow.gateway.component.streams.StreamsFixture.eventually;
import static io.follow.gateway.component.streams.StreamsFixture.from;
import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.testing.ValkeyExtension;
import io.follow.gateway.testing.ValkeyServer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.ExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a route is told while its stream cannot be read. */
@ExtendWith(ValkeyExtension.class)
class ReaderErrorsIT {

    private static final String OF_A_WRONG_TYPE = "WRONGTYPE";

    private StreamsFixture streams;
    private final List<String> handled = new CopyOnWriteArrayList<>();
    private final List<Object> read = new CopyOnWriteArrayList<>();

    @BeforeEach
    void open(ValkeyServer valkey) throws Exception {
        streams = new StreamsFixture(valkey);
        streams.server.configResetstat();
    }

    @AfterEach
    void close() {
        streams.close();
    }

    @Test
    void bridgesTheFirstErrorOfEachOutageToTheErrorHandlerOfTheRoute() throws Exception {
        // given
        streams.server.set(JOBS, "no stream");

        // when
        streams.start(route -> readWith(route, "bridgeErrorHandler=true"));

        // then
        refusedAgainAndAgain(OF_A_WRONG_TYPE);
        assertThat(handled).hasSize(1);
        assertThat(handled.get(0)).startsWith(OF_A_WRONG_TYPE);

        // when
        streams.server.del(JOBS);
        streams.add("first");

        // then: the steps have seen the entry, and nothing else
        eventually(() -> read.size() == 1);
        assertThat(read).containsExactly(Map.of("name", "first"));
        // The outage is over for the reader once it reads again.
        streams.add("second");
        eventually(() -> read.size() == 2);

        // when
        streams.server.set(JOBS, "no stream again");

        // then
        eventually(() -> handled.size() == 2);
    }

    @Test
    void handsALackOfPermissionsToTheExceptionHandler(ValkeyServer valkey) throws Exception {
        // given
        streams.createGroup();
        streams.camel.getRegistry().bind("collect", new Collector());
        valkey.command("ACL", "SETUSER", "default", "-xreadgroup");
        try {
            // when
            streams.start(route -> readWith(route, "exceptionHandler=%23collect&permissionCheckInterval=100ms"));

            // then
            refusedAgainAndAgain("NOPERM");
            assertThat(handled).hasSize(1);
            assertThat(handled.get(0)).startsWith("NOPERM");
        } finally {
            valkey.command("ACL", "SETUSER", "default", "+@all");
        }

        // when
        streams.add("after all");

        // then
        eventually(() -> read.size() == 1);
        assertThat(handled).hasSize(1);
    }

    @Test
    void handsTheLossOfTheServerToTheExceptionHandler() throws Exception {
        try (ValkeyServer mortal = ValkeyServer.start();
                StreamsFixture onIt = new StreamsFixture(mortal)) {
            // given
            onIt.camel.getRegistry().bind("collect", new Collector());
            onIt.start(route -> readWith(route, "exceptionHandler=%23collect"));
            onIt.add("before");
            // While settling fails, nothing is read.
            eventually(() -> read.size() == 1 && onIt.entries(JOBS).isEmpty());

            // when
            mortal.kill();

            // then
            eventually(() -> handled.size() == 1);

            // when
            mortal.restart();
            onIt.add("after");

            // then
            eventually(() -> read.size() == 2);
            assertThat(handled).hasSize(1);
        }
    }

    @Test
    void keepsErrorsFromTheRouteByDefault() throws Exception {
        // given
        streams.server.set(JOBS, "no stream");

        // when
        streams.start(route -> readWith(route, ""));

        // then
        refusedAgainAndAgain(OF_A_WRONG_TYPE);
        assertThat(handled).isEmpty();
        assertThat(read).isEmpty();
    }

    private void readWith(RouteBuilder route, String options) {
        route.onException(Exception.class).handled(true).process(this::collect);
        route.from(from(options))
                .process(exchange -> read.add(exchange.getMessage().getBody()));
    }

    private void collect(Exchange exchange) {
        handled.add(
                exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class).getMessage());
    }

    /** Waits until the server has refused the reader several times. */
    private void refusedAgainAndAgain(String error) {
        Pattern count = Pattern.compile("errorstat_" + error + ":count=(\\d+)");
        eventually(() -> {
            Matcher refusals = count.matcher(streams.server.info("errorstats"));
            return refusals.find() && Integer.parseInt(refusals.group(1)) >= 5;
        });
    }

    /** A handler as a user would name it. */
    private final class Collector implements ExceptionHandler {

        @Override
        public void handleException(Throwable failure) {
            handleException(null, null, failure);
        }

        @Override
        public void handleException(@Nullable String message, Throwable failure) {
            handleException(message, null, failure);
        }

        @Override
        public void handleException(@Nullable String message, @Nullable Exchange exchange, Throwable failure) {
            handled.add(String.valueOf(failure.getMessage()));
        }
    }
}
