package io.follow.gateway.routing;

import java.util.regex.Pattern;
import org.apache.camel.spi.PropertiesFunction;
import org.apache.camel.util.TimeUtils;

/**
 * The function {@code millis} of property placeholders: {@code {{millis:1s}}} is {@code 1000}. Redelivery policies take
 * plain milliseconds only, and fail when the first exchange is to be redelivered.
 */
public final class MillisFunction implements PropertiesFunction {

    /** Camel itself reads what it does not understand as 0. */
    private static final Pattern DURATION = Pattern.compile("\\d{1,15}|(\\d{1,9}(ms|s|m|h|d))+");

    @Override
    public String getName() {
        return "millis";
    }

    @Override
    public String apply(String duration) {
        String text = duration.strip();
        if (!DURATION.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "found the duration \"" + duration + "\", expected milliseconds or a value such as 1s or 5m");
        }
        return Long.toString(TimeUtils.toMilliSeconds(text));
    }
}
