package io.follow.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.follow.gateway.testing.FreePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a command makes of the answers of a running gateway. */
class OperatorCallsTest {

    private final List<String> asked = new ArrayList<>();
    private final HttpServer server;

    OperatorCallsTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private URI answering(int status, String body) {
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Test
    void asksAsAnOperator() throws Exception {
        // given
        URI gateway = answering(200, "{\"routes\":[{\"id\":\"image\"}]}");

        // when
        var routes = new OperatorCalls("open-sesame")
                .routes(URI.create(gateway + "/"))
                .orElseThrow();

        // then
        assertThat(routes).hasSize(1);
        assertThat(asked).containsExactly("/api/v1/operator/routes Bearer open-sesame");
    }

    @Test
    void asksWithoutATokenWhereThereIsNone() throws Exception {
        // given
        URI gateway = answering(200, "{\"routes\":[]}");

        // when
        var routes = new OperatorCalls(null).routes(gateway).orElseThrow();

        // then
        assertThat(routes).isEmpty();
        assertThat(asked).containsExactly("/api/v1/operator/routes null");
    }

    @Test
    void findsNobodyWhereNothingListens() throws Exception {
        assertThat(new OperatorCalls(null).routes(URI.create("http://127.0.0.1:" + FreePorts.next())))
                .isEmpty();
    }

    @Test
    void saysWhichTokenIsExpected() {
        URI gateway = answering(401, "{\"code\":\"UNAUTHORIZED\"}");

        assertThatThrownBy(() -> new OperatorCalls("guessed").routes(gateway))
                .isInstanceOf(GatewayCallException.class)
                .hasMessage(gateway + " refuses this operator, expected its token in IMG_GW_ADMIN_TOKEN or"
                        + " IMG_GW_ADMIN_TOKEN_FILE");
    }

    @Test
    void saysWhereAnotherProgramAnswers() {
        URI gateway = answering(200, "<html>Hello</html>");

        assertThatThrownBy(() -> new OperatorCalls(null).routes(gateway))
                .isInstanceOf(GatewayCallException.class)
                .hasMessage("found no gateway with a list of routes at " + gateway + " (status 200)");
    }
}
