package io.follow.gateway.routing.check;

import java.lang.reflect.Parameter;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/** Whether what stands in the parentheses of a method can become what the method takes. */
final class ArgumentType {

    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d+");
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");
    private static final Set<Class<?>> WHOLES = Set.of(Integer.class, Long.class, Short.class, Byte.class);
    private static final Set<Class<?>> NUMBERS = Set.of(Double.class, Float.class);
    private static final Map<Class<?>, String> WORDS = Map.of(
            Integer.class, "a whole number",
            Long.class, "a whole number",
            Short.class, "a whole number",
            Byte.class, "a whole number",
            Double.class, "a number",
            Float.class, "a number",
            Boolean.class, "true or false");

    private ArgumentType() {}

    /** Returns what the parameter takes, in words, when the argument is something else; otherwise null. */
    static @Nullable String mismatch(String argument, Class<?> parameter) {
        Class<?> type = ClassUtils.resolvePrimitiveIfNecessary(parameter);
        if (argument.equals("null")
                || argument.equals("*")
                || isName(argument.replaceFirst("\\.class$", ""), parameter)) {
            return null;
        }
        if (argument.contains("${")) {
            return isExchange(argument) && !type.isAssignableFrom(Exchange.class) ? words(type) : null;
        }
        return allows(type, plain(argument)) ? null : words(type);
    }

    /** The same, and the argument has to be in the range of the parameter if that has one. */
    static @Nullable String mismatch(String argument, Parameter parameter) {
        String wanted = mismatch(argument, parameter.getType());
        Range range = parameter.getAnnotation(Range.class);
        if (range == null || (wanted == null && isWithin(range, plain(argument)))) {
            return wanted;
        }
        return words(ClassUtils.resolvePrimitiveIfNecessary(parameter.getType())) + " from " + text(range.least())
                + " to " + text(range.most());
    }

    /** What is no number is known to the run only. */
    private static boolean isWithin(Range range, String value) {
        if (!NUMBER.matcher(value).matches()) {
            return true;
        }
        double number = Double.parseDouble(value);
        return number >= range.least() && number <= range.most();
    }

    private static String text(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    /** Without its quotes. */
    private static String plain(String argument) {
        return argument.replaceFirst("^(['\"])(.*)\\1$", "$2");
    }

    /** The type of a parameter may stand for it, to choose among methods of one name. */
    private static boolean isName(String argument, Class<?> parameter) {
        return argument.equals(parameter.getName()) || argument.equals(parameter.getSimpleName());
    }

    private static boolean isExchange(String argument) {
        return argument.equals("${exchange}");
    }

    private static boolean allows(Class<?> type, String value) {
        if (WHOLES.contains(type)) {
            return WHOLE.matcher(value).matches() && value.length() < 20;
        }
        if (NUMBERS.contains(type)) {
            return NUMBER.matcher(value).matches();
        }
        if (type == Boolean.class) {
            return value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false");
        }
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .anyMatch(constant -> ((Enum<?>) constant).name().equalsIgnoreCase(value));
        }
        // Types of the JDK may have a converter from text; those of a program have none that was not written for them.
        return type == Object.class || type.getName().startsWith("java.");
    }

    private static String words(Class<?> type) {
        String known = WORDS.get(type);
        if (known != null) {
            return known;
        }
        if (type.isEnum()) {
            return "one of "
                    + String.join(
                            ", ",
                            Arrays.stream(type.getEnumConstants())
                                    .map(String::valueOf)
                                    .toList());
        }
        if (type == Exchange.class) {
            return "${exchange}";
        }
        return type.getName().startsWith("java.") ? "a value of the type " + type.getSimpleName() : "${body}";
    }
}
