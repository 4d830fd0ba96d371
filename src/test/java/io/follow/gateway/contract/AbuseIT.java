package io.follow.gateway.contract;

import static io.follow.gateway.contract.JobClient.eventually;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client that means harm gets, on raw sockets and with small limits. */
class AbuseIT {

    private static final String REQUEST = "GET /health HTTP/1.1\r\nHost: gateway\r\n";
    private static final int MOST_CONNECTIONS = 50;

    private static GatewayFixture fixture;

    @BeforeAll
    static void start() {
        fixture = GatewayFixture.start(
                "server.tomcat.max-connections=" + MOST_CONNECTIONS,
                "server.tomcat.connection-timeout=1s",
                "server.tomcat.keep-alive-timeout=1s");
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    private static Socket connect() throws IOException {
        Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), fixture.gateway().port());
        // Only so that a broken gateway fails the test instead of hanging it.
        socket.setSoTimeout(30_000);
        return socket;
    }

    private static String answerTo(String request) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), US_ASCII);
        }
    }

    @Test
    void closesAConnectionThatStopsInTheMiddleOfItsHead() throws IOException {
        try (Socket socket = connect()) {
            // given
            socket.getOutputStream().write(REQUEST.getBytes(US_ASCII));

            // when
            InputStream in = socket.getInputStream();

            // then: the end of the stream, and no answer but a refusal
            assertThat(new String(in.readAllBytes(), US_ASCII)).doesNotContain("200");
        }
    }

    @Test
    void closesAConnectionThatSendsNothing() throws IOException {
        try (Socket socket = connect()) {
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void refusesAHeadThatIsTooLong() throws IOException {
        assertThat(answerTo(REQUEST + "X-Filler: " + "x".repeat(17_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains("{\"code\":\"MALFORMED_REQUEST\",\"message\":\"the request line or a header is");
    }

    @ParameterizedTest
    @CsvSource({
        "'GET /a|b HTTP/1.1', 400, MALFORMED_REQUEST",
        "'GET /%zz HTTP/1.1', 400, MALFORMED_REQUEST",
        "'GET / HTTP/9.9', 505, HTTP_VERSION_NOT_SUPPORTED",
        "'BREW /upload HTTP/1.1', 405, METHOD_NOT_ALLOWED",
        "'DELETE /health HTTP/1.1', 405, METHOD_NOT_ALLOWED",
        "'TRACE /health HTTP/1.1', 405, METHOD_NOT_ALLOWED"
    })
    void answersWhatReachesNoRouteLikeEveryOtherError(String line, int status, String code) throws IOException {
        assertThat(answerTo(line + "\r\nHost: gateway\r\n\r\n"))
                .startsWith("HTTP/1.1 " + status)
                .contains("Content-Type: application/json", "{\"code\":\"" + code + "\",\"message\":\"")
                .doesNotContain("<html", "Tomcat", "Exception");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/v2/nothing HTTP/1.1\r\nHost: gateway\r\n\r\n",
                "GET /api/v2/nothing HTTP/1.1\r\nHost: gateway\r\nAccept: text/html\r\n\r\n",
                "GET /error HTTP/1.1\r\nHost: gateway\r\n\r\n"
            })
    void answersAnUnknownPathLikeEveryOtherError(String request) throws IOException {
        assertThat(answerTo(request))
                .startsWith("HTTP/1.1 404")
                .contains("{\"code\":\"NOT_FOUND\",\"message\":\"Not Found\"}");
    }

    @Test
    void answersABrokenBodyWithoutAPage() throws IOException {
        assertThat(answerTo("POST /upload HTTP/1.1\r\nHost: gateway\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"))
                .startsWith("HTTP/1.1 4")
                .contains("{\"code\":")
                .doesNotContain("<html");
    }

    @Test
    void answersAgainAfterMoreConnectionsThanAllowedWereHeldOpen() throws IOException {
        // given
        List<Socket> crowd = new ArrayList<>();
        for (int i = 0; i < MOST_CONNECTIONS * 2; i++) {
            crowd.add(connect());
        }

        // when, then: those that say nothing give way
        eventually(() -> answerTo(REQUEST + "Connection: close\r\n\r\n").startsWith("HTTP/1.1 200"));
        for (Socket socket : crowd) {
            socket.close();
        }
    }

    @Test
    void readsNoPathThatLeadsElsewhere() throws IOException {
        for (String path : List.of(
                "/api/v1/images/../operator/streams/status",
                "/api/v1/images/%2e%2e/status",
                "/api/v1/images/a%2f..%2fb/status",
                "/api/v1/images/a;x=/../../operator/streams",
                "//api/v1/operator/streams",
                "/api/v1/operator/..;/operator/streams",
                "/api/v1/images/status%2fstream?image_ids=a",
                "/api/v1/images/\\..\\status")) {
            assertThat(answerTo("GET " + path + " HTTP/1.1\r\nHost: gateway\r\nConnection: close\r\n\r\n"))
                    .as(path)
                    .matches("(?s)HTTP/1.1 (400|401|404) .*")
                    .doesNotContain("Exception");
        }
    }
}
