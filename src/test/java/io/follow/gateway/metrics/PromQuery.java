package io.follow.gateway.metrics;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A query in the language of Prometheus, as far as finding the metrics in it goes. */
public record PromQuery(String text) {

    /** What names labels: matchers, groupings and joins; and ranges. */
    private static final Pattern LABELS =
            Pattern.compile("\\{[^}]*}|\\[[^]]*]|\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)");

    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"");
    private static final Pattern NAME = Pattern.compile("(?<![\\w.])[a-zA-Z_:][\\w:]*+(?!\\s*\\()");
    private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "offset", "Inf", "NaN");

    /** The names of the metrics that it asks for. */
    public Set<String> metrics() {
        String plain = LABELS.matcher(QUOTED.matcher(text).replaceAll("")).replaceAll(" ");
        Set<String> names = new TreeSet<>();
        Matcher name = NAME.matcher(plain);
        while (name.find()) {
            if (!WORDS.contains(name.group())) {
                names.add(name.group());
            }
        }
        return names;
    }
}
