package io.follow.gateway.routetest;

import io.follow.gateway.routing.check.Finding;
import io.follow.gateway.routing.check.Severity;
import org.jspecify.annotations.Nullable;

/** A test file is invalid. The message is one line: the place, what was found, what was expected. */
public final class InvalidTestFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidTestFileException(String file, Place place, String found, String expected, @Nullable String nearest) {
        super(new Finding(Severity.ERROR, file, place.line(), place.column(), found, expected, nearest).toString());
    }

    InvalidTestFileException(String file, Place place, String found, String expected) {
        this(file, place, found, expected, null);
    }
}
