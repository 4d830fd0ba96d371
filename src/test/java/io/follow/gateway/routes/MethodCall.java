package io.follow.gateway.routes;

import java.util.OptionalInt;

/**
 * The {@code method} of a bean step, for instance {@code toWidth(${body}, 1920)}.
 *
 * @param arguments how many are written; empty when there are no parentheses, and Camel chooses the arguments
 */
record MethodCall(String name, OptionalInt arguments) {

    static MethodCall parse(String text) {
        int open = text.indexOf('(');
        if (open < 0) {
            return new MethodCall(text.strip(), OptionalInt.empty());
        }
        int close = text.lastIndexOf(')');
        String inner = text.substring(open + 1, Math.max(open + 1, close));
        return new MethodCall(text.substring(0, open).strip(), OptionalInt.of(count(inner)));
    }

    private static int count(String arguments) {
        if (arguments.isBlank()) {
            return 0;
        }
        int count = 1;
        int depth = 0;
        boolean quoted = false;
        for (char c : arguments.toCharArray()) {
            if (c == '\'') {
                quoted = !quoted;
            } else if (!quoted && (c == '{' || c == '(')) {
                depth++;
            } else if (!quoted && (c == '}' || c == ')')) {
                depth--;
            } else if (c == ',' && !quoted && depth == 0) {
                count++;
            }
        }
        return count;
    }

    /** Whether a method with this many parameters can be called so. Without parentheses Camel fills in one: the body or the exchange. */
    boolean fits(int parameters) {
        return arguments.isPresent() ? arguments.getAsInt() == parameters : parameters <= 1;
    }

    @Override
    public String toString() {
        return arguments.isPresent()
                ? name + " with " + arguments.getAsInt() + " arguments"
                : name + " without arguments";
    }
}
