package io.follow.gateway.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.follow.gateway.testing.ValkeyExtension;
import io.follow.gateway.testing.ValkeyServer;
import java.nio.file.Path;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

@ExtendWith(ValkeyExtension.class)
class ProgressLogExampleTest {

    private static final String EVENT = "{\"image_id\":\"a-1\",\"stage\":\"decoding\",\"progress\":\"30\"}";

    private final Logger log = (Logger) LoggerFactory.getLogger("progress");
    private final Lines lines = new Lines();

    @TempDir
    private Path folder;

    /** Log lines are written by the thread of the subscription and read by the test: hence a concurrent list. */
    private static final class Lines extends AppenderBase<ILoggingEvent> {
        private final CopyOnWriteArrayList<String> texts = new CopyOnWriteArrayList<>();

        @Override
        protected void append(ILoggingEvent event) {
            texts.add(event.getLevel() + " " + event.getFormattedMessage());
        }
    }

    @BeforeEach
    void readTheLog() {
        lines.start();
        log.setLevel(Level.INFO);
        log.addAppender(lines);
    }

    @AfterEach
    void leaveTheLog() {
        log.detachAppender(lines);
    }

    @Test
    void logsTheTextOfEachEvent(ValkeyServer server) throws Exception {
        // given
        try (ExampleContext context = new ExampleContext(server, folder)) {
            context.start("examples/progress-log.camel.yaml");

            // when
            await().until(() -> context.server().publish("image:events", EVENT) == 1);

            // then
            await().untilAsserted(() -> assertThat(lines.texts).contains("INFO " + EVENT));
        }
    }
}
