package io.follow.gateway.routes;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Above a time without a unit stands a comment with the unit. One comment is enough for times in a row. */
final class TimeUnitRule implements RouteRule {

    private static final Pattern TIME = Pattern.compile("\\s*-?\\s*(minIdleTime|retention|ttl|delay|period"
            + "|[a-zA-Z]*(?:Delay|Interval|Timeout|MinAge|Period|Ttl)):\\s*\"?(\\d+|\\{\\{.*}})\"?\\s*");
    private static final Pattern UNIT = Pattern.compile("(?i)\\s*#.*\\b(milliseconds|seconds|minutes|hours)\\b.*");

    @Override
    public List<Finding> check(RouteFile file) {
        List<Finding> findings = new ArrayList<>();
        boolean unitKnown = false;
        for (String line : file.lines()) {
            Matcher time = TIME.matcher(line);
            if (!time.matches()) {
                unitKnown = UNIT.matcher(line).matches();
            } else if (!unitKnown) {
                findings.add(file.finding(
                        time.group(1) + " " + time.group(2) + " without a unit", "a comment with the unit above it"));
            }
        }
        return findings;
    }
}
