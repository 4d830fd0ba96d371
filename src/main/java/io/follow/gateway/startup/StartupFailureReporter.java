package io.follow.gateway.startup;

import io.follow.gateway.embedded.EmbeddedServerException;
import io.follow.gateway.settings.InvalidSettingException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import org.apache.camel.spring.boot.CamelSpringBootInitializationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.WebServerException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.NestedExceptionUtils;

/** Says why the program does not start, in one line, for the causes that an operator can mend. */
public class StartupFailureReporter implements SpringBootExceptionReporter {

    public StartupFailureReporter() {
        this(null);
    }

    /** The constructor that Spring Boot calls; the context is not needed. */
    public StartupFailureReporter(@Nullable ConfigurableApplicationContext context) {}

    @Override
    public boolean reportException(Throwable failure) {
        String line = line(failure);
        if (line == null) {
            return false;
        }
        LoggerFactory.getLogger("io.follow.gateway").error("not started: {}", line);
        return true;
    }

    static @Nullable String line(Throwable failure) {
        Throwable cause = failure;
        while (cause != null) {
            if (cause instanceof InvalidSettingException || cause instanceof EmbeddedServerException) {
                return cause.getMessage();
            }
            if (cause instanceof PortInUseException port) {
                return "port " + port.getPort() + " is in use, set IMG_GW_PORT or IMG_GW_MANAGEMENT_PORT to another";
            }
            if (cause instanceof BindException bind) {
                return line(bind);
            }
            if (isUnmappablePath(cause)) {
                return JvmDefaults.localeProblem("a path");
            }
            if (cause instanceof WebServerException
                    && String.valueOf(cause.getMessage()).startsWith("Unable to create tempDir")) {
                return "java.io.tmpdir cannot be written (" + reason(cause.getCause())
                        + "); expected a folder that can, or -Djava.io.tmpdir set to one";
            }
            if (cause instanceof IllegalStateException && "Shutdown in progress".equals(cause.getMessage())) {
                return "stopped while it was starting";
            }
            if (cause instanceof CamelSpringBootInitializationException) {
                return "the routes cannot be loaded: " + firstLine(NestedExceptionUtils.getMostSpecificCause(cause));
            }
            cause = cause.getCause();
        }
        return null;
    }

    private static String line(BindException bind) {
        if (isUnmappablePath(NestedExceptionUtils.getMostSpecificCause(bind))) {
            return JvmDefaults.localeProblem("the value of " + bind.getName());
        }
        return "property " + bind.getName() + " cannot be understood: "
                + (bind.getCause() == null ? bind.getMessage() : bind.getCause().getMessage());
    }

    private static boolean isUnmappablePath(Throwable failure) {
        return failure instanceof InvalidPathException path && path.getReason().contains("unmappable");
    }

    /** Without the path that stands before it. */
    private static String reason(@Nullable Throwable failure) {
        return failure instanceof FileSystemException file && file.getReason() != null
                ? file.getReason()
                : failure == null ? "no reason given" : failure.getClass().getSimpleName();
    }

    private static String firstLine(Throwable failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("no reason given");
    }
}
