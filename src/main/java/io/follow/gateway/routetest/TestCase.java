package io.follow.gateway.routetest;

import java.util.List;
import java.util.Map;

/**
 * One test.
 *
 * @param name what is expected, as a sentence
 * @param files what is in the data directory before
 * @param hashes hashes on the server, by key
 */
record TestCase(
        Place place,
        String name,
        List<FileSpec> files,
        Map<String, Map<String, String>> hashes,
        List<Action> actions,
        List<Expectation> expectations) {}
