package io.follow.gateway.routetest;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** The log of a gateway under test. */
final class CapturedLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

    /** Written by the threads of the gateway and read by that of the test, hence concurrent. */
    private final List<ILoggingEvent> lines = new CopyOnWriteArrayList<>();

    static CapturedLog open() {
        CapturedLog log = new CapturedLog();
        log.setContext(log.root.getLoggerContext());
        log.start();
        log.root.addAppender(log);
        return log;
    }

    @Override
    protected void append(ILoggingEvent event) {
        lines.add(event);
    }

    int size() {
        return lines.size();
    }

    /** Returns the lines from a position on. */
    List<Observation> linesFrom(int position) {
        return lines.stream().skip(position).map(CapturedLog::observation).toList();
    }

    /** Returns the warnings and errors from a position on. */
    List<String> complaintsFrom(int position) {
        return lines.stream()
                .skip(position)
                .filter(line -> line.getLevel().isGreaterOrEqual(Level.WARN))
                .map(line -> line.getLevel() + " " + line.getFormattedMessage())
                .distinct()
                .toList();
    }

    private static Observation observation(ILoggingEvent line) {
        return Observation.ignoringCase()
                .with("level", line.getLevel().toString())
                .with("logger", line.getLoggerName())
                .with("message", line.getFormattedMessage());
    }

    @Override
    public void close() {
        root.detachAppender(this);
        stop();
    }
}
