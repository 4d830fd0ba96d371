package io.follow.gateway.metrics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The metrics of a gateway in the text format of Prometheus.
 *
 * @param types of each metric, by its name without the suffixes of a histogram
 */
public record Scrape(Map<String, String> types, List<Series> series) {

    private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) (\\S+)");
    private static final Pattern SERIES = Pattern.compile("(\\w+)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");

    /** One line with a value. */
    public record Series(String name, Map<String, String> labels, double value) {}

    public static Scrape parse(String text) {
        Map<String, String> types = new LinkedHashMap<>();
        List<Series> series = new ArrayList<>();
        text.lines().forEach(line -> {
            Matcher type = TYPE.matcher(line);
            Matcher value = SERIES.matcher(line);
            if (type.matches()) {
                types.put(type.group(1), type.group(2));
            } else if (!line.startsWith("#") && value.matches()) {
                series.add(new Series(value.group(1), labels(value.group(2)), Double.parseDouble(value.group(3))));
            }
        });
        return new Scrape(types, series);
    }

    private static Map<String, String> labels(String text) {
        return text == null
                ? Map.of()
                : LABEL.matcher(text)
                        .results()
                        .collect(Collectors.toMap(label -> label.group(1), label -> label.group(2)));
    }

    /** The names of all series, those of histograms with their suffixes. */
    public Set<String> names() {
        return series.stream().map(Series::name).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The names of the labels of a series, {@code le} apart. */
    public Set<String> labelsOf(String name) {
        Set<String> labels = new TreeSet<>();
        series.stream()
                .filter(one -> one.name().equals(name))
                .forEach(one -> labels.addAll(one.labels().keySet()));
        labels.remove("le");
        return labels;
    }

    /** The sum of the values of a metric over all series with some labels, given as names and values in turn. */
    public double sum(String name, String... labels) {
        return series.stream()
                .filter(one -> one.name().equals(name) && hasLabels(one, labels))
                .mapToDouble(Series::value)
                .sum();
    }

    /** The upper bounds of the buckets of a histogram, in their order. */
    public List<Double> buckets(String name) {
        return series.stream()
                .filter(one -> one.name().equals(name + "_bucket"))
                .map(one -> one.labels().get("le").replace("+Inf", "Infinity"))
                .map(Double::valueOf)
                .distinct()
                .sorted()
                .toList();
    }

    private static boolean hasLabels(Series one, String... labels) {
        for (int i = 0; i < labels.length; i += 2) {
            if (!labels[i + 1].equals(one.labels().get(labels[i]))) {
                return false;
            }
        }
        return true;
    }
}
