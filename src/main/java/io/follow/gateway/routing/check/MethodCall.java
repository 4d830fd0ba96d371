package io.follow.gateway.routing.check;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The {@code method} of a bean step, for instance {@code toWidth(${body}, 1920)}.
 *
 * @param arguments as they are written; null when there are no parentheses, and Camel chooses the arguments
 */
record MethodCall(String name, @Nullable List<String> arguments) {

    static MethodCall parse(String text) {
        int open = text.indexOf('(');
        String name = text.split("[(.?\\[]", 2)[0];
        if (open < 0 || name.length() < open) {
            return new MethodCall(name.strip(), null);
        }
        int close = text.lastIndexOf(')');
        String inner = text.substring(open + 1, Math.max(open + 1, close));
        return new MethodCall(name.strip(), split(inner));
    }

    private static List<String> split(String arguments) {
        List<String> parts = new ArrayList<>();
        if (arguments.isBlank()) {
            return parts;
        }
        int depth = 0;
        char quote = 0;
        int begin = 0;
        for (int i = 0; i < arguments.length(); i++) {
            char c = arguments.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == '{' || c == '(' || c == '[') {
                depth++;
            } else if (c == '}' || c == ')' || c == ']') {
                depth--;
            } else if (c == ',' && depth == 0) {
                parts.add(arguments.substring(begin, i).strip());
                begin = i + 1;
            }
        }
        parts.add(arguments.substring(begin).strip());
        return parts;
    }

    @Override
    public String toString() {
        return arguments == null ? name + " without arguments" : name + " with " + count(arguments.size());
    }

    private static String count(int arguments) {
        return arguments == 1 ? "1 argument" : arguments + " arguments";
    }
}
