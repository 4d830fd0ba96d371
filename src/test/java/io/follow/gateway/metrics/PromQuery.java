package io.follow.gateway.metrics;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A query in the language of Prometheus, as far as finding the metrics and labels in it goes. */
public record PromQuery(String text) {

    /** What names labels: matchers, groupings and joins; and ranges. */
    private static final Pattern LABELS =
            Pattern.compile("\\{[^}]*}|\\[[^]]*]|\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)");

    private static final Pattern MATCHER = Pattern.compile("([a-zA-Z_]\\w*)\\s*(?:=~|!~|!=|=)");
    private static final Pattern BY = Pattern.compile("\\bby\\s*\\(([^)]*)\\)\\s*");
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

    /** The labels of each metric that the query selects or groups by. */
    public Map<String, Set<String>> labels() {
        Map<String, Set<String>> labels = new TreeMap<>();
        String unquoted = QUOTED.matcher(text).replaceAll("");
        for (String metric : metrics()) {
            Set<String> own = labels.computeIfAbsent(metric, name -> new TreeSet<>());
            Matcher use = Pattern.compile("(?<![\\w:])" + metric + "(?![\\w:])(?:\\s*\\{([^}]*)})?")
                    .matcher(unquoted);
            while (use.find()) {
                String selectors = use.group(1) == null ? "" : use.group(1);
                MATCHER.matcher(selectors).results().forEach(selector -> own.add(selector.group(1)));
                own.addAll(groupings(unquoted, use.start()));
            }
        }
        return labels;
    }

    /** Those of the aggregations around a place: the grouping stands before or after the parentheses. */
    private static Set<String> groupings(String query, int place) {
        Set<String> labels = new TreeSet<>();
        Matcher by = BY.matcher(query);
        while (by.find()) {
            boolean before = by.end() < query.length() && query.charAt(by.end()) == '(';
            int start = before ? by.end() : openingOf(query, query.lastIndexOf(')', by.start()));
            int end = before ? closingOf(query, by.end()) : by.start();
            if (start < place && place < end) {
                Stream.of(by.group(1).split(",")).map(String::strip).forEach(labels::add);
            }
        }
        return labels;
    }

    private static int closingOf(String query, int opening) {
        int depth = 0;
        for (int i = opening; i < query.length(); i++) {
            depth += depthOf(query.charAt(i));
            if (depth == 0) {
                return i;
            }
        }
        throw new IllegalArgumentException("a parenthesis is not closed: " + query);
    }

    private static int openingOf(String query, int closing) {
        int depth = 0;
        for (int i = closing; i >= 0; i--) {
            depth += depthOf(query.charAt(i));
            if (depth == 0) {
                return i;
            }
        }
        throw new IllegalArgumentException("a parenthesis is not opened: " + query);
    }

    private static int depthOf(char next) {
        return next == '(' ? 1 : next == ')' ? -1 : 0;
    }
}
