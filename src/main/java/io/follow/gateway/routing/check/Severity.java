package io.follow.gateway.routing.check;

import java.util.Locale;

/** How much a {@link Finding} matters. */
public enum Severity {
    /** The file cannot work. It is not loaded. */
    ERROR,

    /** The file can be loaded, and probably does not do what was meant. */
    WARNING,

    /** The file works, and reads differently from the others. */
    STYLE;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
