package io.follow.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.boot.web.servlet.context.ServletWebServerInitializedEvent;

class ConnectorMetersTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final CountDownLatch answer = new CountDownLatch(1);

    @Test
    void openConnectionsAndBusyThreadsAreCounted() throws IOException {
        // given
        WebServer server =
                new TomcatServletWebServerFactory(0).getWebServer(new ServletRegistrationBean<>(new Waiting(), "/"));
        server.start();
        try {
            new ConnectorMeters(meters)
                    .onApplicationEvent(
                            new ServletWebServerInitializedEvent(server, new ServletWebServerApplicationContext()));
            // Tomcat counts the one that it waits for as well.
            await().until(() -> gauge("tomcat.connections.current") == 1);

            // when
            try (Socket quiet = connect(server);
                    Socket busy = connect(server)) {
                busy.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

                // then
                await().until(() -> gauge("tomcat.connections.current") == 3 && gauge("tomcat.threads.busy") == 1);
                assertThat(quiet.isConnected()).isTrue();
            }
        } finally {
            answer.countDown();
            server.stop();
        }
    }

    private double gauge(String name) {
        return meters.get(name).gauge().value();
    }

    private static Socket connect(WebServer server) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), server.getPort());
    }

    private final class Waiting extends HttpServlet {

        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            try {
                answer.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
