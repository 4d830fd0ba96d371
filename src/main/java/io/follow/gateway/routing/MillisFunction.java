package io.follow.gateway.routing;

import org.apache.camel.spi.PropertiesFunction;
import org.apache.camel.util.TimeUtils;

/**
 * The function {@code millis} of property placeholders: {@code {{millis:1s}}} is {@code 1000}. Redelivery policies take
 * plain milliseconds only, and fail when the first exchange is to be redelivered.
 */
public final class MillisFunction implements PropertiesFunction {

    @Override
    public String getName() {
        return "millis";
    }

    @Override
    public String apply(String duration) {
        try {
            return Long.toString(TimeUtils.toMilliSeconds(duration.strip()));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException(
                    "found the duration \"" + duration + "\", expected milliseconds or a value such as 1s or 5m", e);
        }
    }
}
