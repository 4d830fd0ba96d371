package io.follow.gateway.logging;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/**
 * The log until Spring Boot has read the settings and set up its own. Errors in the settings are thus logged in the
 * same format as everything else.
 */
public final class EarlyLog {

    private EarlyLog() {}

    /**
     * Writes JSON if the environment asks for it.
     *
     * @param variables the variables that set the format; the first one that is set applies
     */
    public static void begin(Map<String, String> environment, List<String> variables) {
        boolean json = variables.stream()
                .map(name -> environment.getOrDefault(name, "").strip())
                .filter(value -> !value.isEmpty())
                .findFirst()
                .filter("json"::equals)
                .isPresent();
        ILoggerFactory loggers = LoggerFactory.getILoggerFactory();
        if (json && loggers instanceof LoggerContext context) {
            ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
            console.setContext(context);
            console.setEncoder(new JsonEncoder());
            console.start();
            Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
            root.detachAndStopAllAppenders();
            root.addAppender(console);
        }
    }

    private static final class JsonEncoder extends EncoderBase<ILoggingEvent> {

        private final JsonLogFormatter formatter = new JsonLogFormatter();

        @Override
        public byte[] headerBytes() {
            return new byte[0];
        }

        @Override
        public byte[] encode(ILoggingEvent event) {
            return formatter.format(event).getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public byte[] footerBytes() {
            return new byte[0];
        }
    }
}
