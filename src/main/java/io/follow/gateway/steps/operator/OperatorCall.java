package io.follow.gateway.steps.operator;

import io.follow.gateway.steps.http.HttpProblem;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An operator call that was admitted: the body of the exchange from {@code checkOperator} on. Nothing else of the request
 * is left.
 *
 * @param pipeline the name of the pipeline that is meant
 * @param webhook the name of the webhook whose letters are meant, or null for those of the pipeline
 * @param id the id in the path, or null
 * @param after the parameter {@code after}, or null
 * @param count the parameter {@code count}, or null
 * @param parameters those that select what is meant, by name; none is blank
 */
public record OperatorCall(
        String pipeline,
        @Nullable String webhook,
        @Nullable String id,
        @Nullable String after,
        @Nullable String count,
        Map<String, String> parameters) {

    public OperatorCall {
        parameters = Map.copyOf(parameters);
    }

    /** The value of a parameter that selects, or null. */
    @Nullable
    String parameter(String name) {
        return parameters.get(name);
    }

    /** The parameter {@code count}, 1 to {@code most}. */
    int countOr(int otherwise, int most) throws HttpProblem {
        if (count == null) {
            return otherwise;
        }
        try {
            return Integer.parseInt(count);
        } catch (NumberFormatException e) {
            throw HttpProblem.malformed("count is not a whole number, expected 1 to " + most);
        }
    }
}
