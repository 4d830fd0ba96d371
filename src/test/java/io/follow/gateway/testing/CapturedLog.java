package io.follow.gateway.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Captures the log of a class until it is closed. */
public final class CapturedLog implements AutoCloseable {

    private final Logger logger;
    private final @Nullable Level level;
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

    private CapturedLog(Logger logger) {
        this.logger = logger;
        this.level = logger.getLevel();
        appender.start();
        logger.addAppender(appender);
    }

    public static CapturedLog of(Class<?> owner) {
        return new CapturedLog((Logger) LoggerFactory.getLogger(owner));
    }

    /** The same, with what is logged for debugging. */
    public static CapturedLog withDebug(Class<?> owner) {
        CapturedLog log = of(owner);
        log.logger.setLevel(Level.DEBUG);
        return log;
    }

    /** Level and message of each line from INFO on. */
    public List<String> lines() {
        return lines(Level.INFO);
    }

    /** Level and message of each line from DEBUG on. */
    public List<String> allLines() {
        return lines(Level.DEBUG);
    }

    /** Whether any line has a stack trace below it. */
    public boolean hasStackTrace() {
        return List.copyOf(appender.list).stream().anyMatch(event -> event.getThrowableProxy() != null);
    }

    private List<String> lines(Level least) {
        return List.copyOf(appender.list).stream()
                .filter(event -> event.getLevel().isGreaterOrEqual(least))
                .map(event -> event.getLevel() + " " + event.getFormattedMessage())
                .toList();
    }

    @Override
    public void close() {
        logger.detachAppender(appender);
        logger.setLevel(level);
    }
}
