package io.follow.gateway.routing.check;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the parameters of a route template may be, beyond what the elements of its route say. */
public interface TemplateRule {

    /** The id of the template. */
    String template();

    /**
     * Checks the parameters of one route.
     *
     * @param values gives the value of a parameter, or null where it has none or only a run knows it
     * @throws IllegalArgumentException in one line that names the parameter, what was found and what is expected
     */
    void check(Function<String, @Nullable String> values);
}
